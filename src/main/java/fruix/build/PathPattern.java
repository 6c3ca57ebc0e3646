package fruix.build;

import fruix.io.RelativePath;
import java.util.regex.Pattern;

/**
 * A path anchored at the top, with {@code *} and {@code ?} inside a component and {@code **} for
 * any number of components. It matches what it names and everything below that; with a slash at its
 * end it names directories only.
 *
 * @param text as it was given
 */
record PathPattern(String text, String literalPrefix, boolean directoriesOnly, Pattern regex) {

  /** Reads TEXT; throws IllegalArgumentException, saying why, for what is not a pattern. */
  static PathPattern of(String text) {
    boolean directoriesOnly = text.endsWith("/");
    String body = directoriesOnly ? text.substring(0, text.length() - 1) : text;
    new RelativePath(body);
    if (body.isEmpty()) {
      throw new IllegalArgumentException("an empty pattern");
    }
    StringBuilder prefix = new StringBuilder();
    StringBuilder regex = new StringBuilder();
    boolean literal = true;
    String separator = "";
    for (String component : body.split("/", -1)) {
      literal &= component.indexOf('*') < 0 && component.indexOf('?') < 0;
      if (literal) {
        prefix.append(prefix.isEmpty() ? "" : "/").append(component);
      }
      if (component.equals("**")) {
        regex.append(separator.isEmpty() ? "(?:[^/]+/)*" : "(?:/[^/]+)*");
        separator = separator.isEmpty() ? "" : "/";
      } else {
        regex.append(separator).append(component(component));
        separator = "/";
      }
    }
    if (regex.toString().endsWith("(?:[^/]+/)*")) {
      regex.append("[^/]+");
    }
    return new PathPattern(
        text,
        prefix.toString(),
        directoriesOnly,
        Pattern.compile(regex + "(/.*)?", Pattern.DOTALL));
  }

  private static String component(String glob) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> out.append("[^/]*");
        case '?' -> out.append("[^/]");
        default -> out.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return out.toString();
  }

  /** Whether this names PATH, which is a DIRECTORY or not, or a directory above it. */
  boolean matches(RelativePath path, boolean directory) {
    if (!mayMatchBelow(path)) {
      return false;
    }
    // For `a/' a file `a' does not do: only what lies below, or the directory itself.
    return regex.matcher(path.value()).matches()
        && (directory
            || !directoriesOnly
            || path.value().indexOf('/') > 0 && regex.matcher(path.parent().value()).matches());
  }

  /** Whether something at or below PATH, or above it, could match. */
  boolean mayMatchBelow(RelativePath path) {
    if (literalPrefix.isEmpty() || path.isRoot()) {
      return true;
    }
    String value = path.value();
    return isAtOrBelow(value, literalPrefix) || isAtOrBelow(literalPrefix, value);
  }

  private static boolean isAtOrBelow(String path, String directory) {
    return path.startsWith(directory)
        && (path.length() == directory.length() || path.charAt(directory.length()) == '/');
  }
}
