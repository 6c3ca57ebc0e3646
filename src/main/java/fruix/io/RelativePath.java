package fruix.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A path below some directory, as {@code usr/bin/su}; the empty string is the directory itself.
 * Components are 1…255 bytes of UTF-8, never {@code .} or {@code ..}, and hold no NUL, so that
 * {@link #under} cannot name anything outside its argument. Ordered component by component in code
 * point order, a directory before what it holds.
 */
public record RelativePath(String value) implements Comparable<RelativePath> {

  /** The directory itself. */
  public static final RelativePath ROOT = new RelativePath("");

  private static final int NAME_MAX = 255;

  private static final Comparator<String> ORDER = RelativePath::compare;

  /** Throws IllegalArgumentException, saying why, for a path that is not of that form. */
  public RelativePath {
    int start = 0;
    // One pass, no pieces: there is a path for every file of every tree.
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '/') {
        check(value, start, i);
        start = i + 1;
      } else if (c == '\0') {
        throw new IllegalArgumentException("`" + value + "' holds a NUL character");
      }
    }
    if (!value.isEmpty()) {
      check(value, start, value.length());
    }
  }

  /** As the constructor, but forgiving a leading {@code ./} or {@code /} and a trailing slash. */
  public static RelativePath lenient(String text) {
    String rest = text;
    while (rest.startsWith("./") || rest.startsWith("/")) {
      rest = rest.substring(rest.startsWith("/") ? 1 : 2);
    }
    while (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    return new RelativePath(rest.equals(".") ? "" : rest);
  }

  private static void check(String whole, int start, int end) {
    int length = end - start;
    if (length == 0 || length <= 2 && whole.startsWith("..".substring(0, length), start)) {
      throw new IllegalArgumentException(
          "`"
              + whole
              + "' has a component `"
              + whole.substring(start, end)
              + "', which is not allowed");
    }
    if (length > 63
        && whole.substring(start, end).getBytes(StandardCharsets.UTF_8).length > NAME_MAX) {
      throw new IllegalArgumentException("`" + whole + "' has a name of more than 255 bytes");
    }
  }

  public boolean isRoot() {
    return value.isEmpty();
  }

  /** This path's last component; the empty string for the root. */
  public String name() {
    return value.substring(value.lastIndexOf('/') + 1);
  }

  /** The directory that holds this path; throws IllegalStateException for the root. */
  public RelativePath parent() {
    if (isRoot()) {
      throw new IllegalStateException("the root has no parent");
    }
    int slash = value.lastIndexOf('/');
    return slash < 0 ? ROOT : new RelativePath(value.substring(0, slash));
  }

  /** CHILD, one or more components, below this path. */
  public RelativePath resolve(String child) {
    return isRoot() ? new RelativePath(child) : new RelativePath(value + "/" + child);
  }

  /** The physical path of this below DIRECTORY. */
  public Path under(Path directory) {
    return isRoot() ? directory : directory.resolve(value);
  }

  /** True for this path itself and for what lies below it. */
  public boolean contains(RelativePath other) {
    return isRoot() || other.value.equals(value) || other.value.startsWith(value + "/");
  }

  // Not the methods that a record gets: those are only made at run time, in 10 ms each.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RelativePath path && path.value.equals(value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int compareTo(RelativePath other) {
    return ORDER.compare(value, other.value);
  }

  /** Code point order with {@code /} below every other character. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Integer.compare(rank(x), rank(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /** UTF-16 units ranked so that surrogates sort above the rest of the plane, as in UTF-8. */
  private static int rank(char c) {
    if (c == '/') {
      return -1;
    }
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  @Override
  public String toString() {
    return value;
  }
}
