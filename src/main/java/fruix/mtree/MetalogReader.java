package fruix.mtree;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code mtree(5)} specifications: the METALOG of a FreeBSD install with {@code -DNO_ROOT},
 * and hand-written ones, with {@code /set}, {@code /unset}, relative names and {@code ..}. Lines
 * come in any order and the last one about a path wins, since installs append. Owners may be names;
 * a {@link UserTable} gives their ids.
 *
 * <p>A METALOG does not tell hard links apart from files: both are {@code type=file}. Whoever reads
 * the tree beside it knows them by their inode.
 */
public final class MetalogReader {
  private static final int MOST_DIAGNOSTICS = 20;
  private static final int MOST_MODE_DIGITS = 6;
  private static final int MOST_ID_DIGITS = 10;
  private static final int MOST_SIZE_DIGITS = 18;

  private final UserTable users;

  public MetalogReader(UserTable users) {
    this.users = users;
  }

  /** Reads FILE. Throws FruixException with a diagnostic for each bad line, or unless readable. */
  public Metalog read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  /** As {@link #read}, of TEXT, which is called NAME in diagnostics and has one char a byte. */
  public Metalog parse(String name, String text) {
    State state = new State();
    List<Diagnostic> errors = new ArrayList<>();
    String[] lines = text.split("\n", -1);
    for (int at = 0; at < lines.length; at++) {
      int first = at + 1;
      String line = lines[at];
      if (endsInBackslash(line)) {
        StringBuilder joined = new StringBuilder(line);
        while (at + 1 < lines.length && endsInBackslash(joined)) {
          joined.setLength(joined.length() - 1);
          joined.append(' ').append(lines[++at]);
        }
        line = joined.toString();
      }
      try {
        state.line(line.strip());
      } catch (IllegalArgumentException e) {
        String message = e.getMessage() == null ? "bad line" : e.getMessage();
        errors.add(
            Diagnostic.of(ExitCode.FAILED, message).withLocation(new Location(name, first, 0)));
        if (errors.size() == MOST_DIAGNOSTICS) {
          break;
        }
      }
    }
    if (!errors.isEmpty()) {
      throw new FruixException(errors, null);
    }
    return new Metalog(state.items);
  }

  /** A line that ends in an escaped backslash does not continue. */
  private static boolean endsInBackslash(CharSequence line) {
    int count = 0;
    while (count < line.length() && line.charAt(line.length() - 1 - count) == '\\') {
      count++;
    }
    return count % 2 == 1;
  }

  private final class State {
    final Map<RelativePath, Metalog.Item> items = new HashMap<>();
    private final Map<String, String> defaults = new HashMap<>();

    /** The directory that relative names lie in; null above the root. */
    private @Nullable RelativePath current;

    void line(String line) {
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      int end = wordEnd(line, 0);
      String word = line.substring(0, end);
      switch (word) {
        case "/set" -> keywords(line, end, defaults);
        case "/unset" -> unset(line, end);
        case ".." -> leave();
        default -> item(word, line, end);
      }
    }

    private void unset(String line, int from) {
      Map<String, String> keys = new HashMap<>();
      keywords(line, from, keys);
      if (keys.containsKey("all")) {
        defaults.clear();
      }
      defaults.keySet().removeAll(keys.keySet());
    }

    private void leave() {
      if (current == null) {
        throw new IllegalArgumentException("`..' leaves the tree");
      }
      current = current.isRoot() ? null : current.parent();
    }

    private void item(String word, String line, int from) {
      Map<String, String> keys = new HashMap<>(defaults);
      keywords(line, from, keys);
      RelativePath path = path(word);
      Metalog.Kind kind = kind(path, keys.get("type"));
      if (kind == Metalog.Kind.DIRECTORY && (word.equals(".") || !word.contains("/"))) {
        current = path;
      }
      String link = keys.get("link");
      if (kind == Metalog.Kind.SYMLINK && link == null) {
        throw new IllegalArgumentException("`" + path + "' is a link without link=");
      }
      items.put(
          path,
          new Metalog.Item(
              path,
              kind,
              attributes(path, kind, keys),
              kind == Metalog.Kind.SYMLINK && link != null ? Unvis.decode(link) : "",
              size(path, keys.get("size")),
              Vis.decode(keys.getOrDefault("contents", "")),
              keys.containsKey("optional"),
              tags(keys.get("tags"))));
    }

    private RelativePath path(String word) {
      String name = Unvis.decode(word);
      if (name.equals(".")) {
        return RelativePath.ROOT;
      }
      if (word.startsWith("/")) {
        throw new IllegalArgumentException("`" + name + "' is not a path below the root");
      }
      if (word.contains("/")) {
        return RelativePath.lenient(name);
      }
      if (current == null) {
        throw new IllegalArgumentException("`" + name + "' lies in no directory");
      }
      return current.resolve(name);
    }
  }

  /** Adds the keywords of LINE from FROM on. No patterns and no pieces: there are many lines. */
  private static void keywords(String line, int from, Map<String, String> into) {
    int at = from;
    while (at < line.length()) {
      int end = wordEnd(line, at);
      if (end > at) {
        int equals = line.indexOf('=', at);
        boolean bare = equals < 0 || equals >= end;
        into.put(
            line.substring(at, bare ? end : equals), bare ? "" : line.substring(equals + 1, end));
      }
      at = end + 1;
    }
  }

  /** Where the word ends that LINE has at FROM. */
  private static int wordEnd(String line, int from) {
    int at = from;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }

  private static Metalog.Kind kind(RelativePath path, @Nullable String type) {
    if (type == null) {
      throw new IllegalArgumentException("`" + path + "' has no type=");
    }
    return switch (type) {
      case "dir" -> Metalog.Kind.DIRECTORY;
      case "file" -> Metalog.Kind.FILE;
      case "link" -> Metalog.Kind.SYMLINK;
      default ->
          throw new IllegalArgumentException(
              "`" + path + "' is of type `" + type + "', which a tree of Fruix cannot hold");
    };
  }

  private Attributes attributes(RelativePath path, Metalog.Kind kind, Map<String, String> keys) {
    String mode = keys.getOrDefault("mode", kind == Metalog.Kind.SYMLINK ? "0755" : "");
    if (!isNumber(mode, 8, MOST_MODE_DIGITS)) {
      throw new IllegalArgumentException(
          "`" + path + "' has " + (mode.isEmpty() ? "no mode=" : "the mode `" + mode + "'"));
    }
    Owner owner =
        new Owner(
            id(path, "user", keys.get("uid"), keys.get("uname")),
            id(path, "group", keys.get("gid"), keys.get("gname")));
    return new Attributes(
        Integer.parseInt(mode, 8) & 07777,
        owner,
        FileFlags.canonical(keys.getOrDefault("flags", "")));
  }

  /** NUMBER if there is one, else what NAME stands for, else root or wheel. */
  private long id(RelativePath path, String what, @Nullable String number, @Nullable String name) {
    if (number != null) {
      if (!isNumber(number, 10, MOST_ID_DIGITS)) {
        throw new IllegalArgumentException(
            "`" + path + "' has the " + what + " id `" + number + "'");
      }
      return Long.parseLong(number);
    }
    if (name == null) {
      return 0;
    }
    OptionalLong id = what.equals("user") ? users.uid(name) : users.gid(name);
    return id.orElseThrow(
        () ->
            new IllegalArgumentException(
                "`" + path + "' belongs to the unknown " + what + " `" + name + "'"));
  }

  /** Whether TEXT is 1…MOST ASCII digits of BASE. */
  private static boolean isNumber(String text, int base, int most) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) >= '0' + base) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= most;
  }

  private static long size(RelativePath path, @Nullable String size) {
    if (size == null) {
      return -1;
    }
    if (!isNumber(size, 10, MOST_SIZE_DIGITS)) {
      throw new IllegalArgumentException("`" + path + "' has the size `" + size + "'");
    }
    return Long.parseLong(size);
  }

  private static List<String> tags(@Nullable String tags) {
    return tags == null ? List.of() : List.of(tags.split(",", -1));
  }
}
