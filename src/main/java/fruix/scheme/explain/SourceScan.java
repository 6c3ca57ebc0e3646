package fruix.scheme.explain;

import fruix.diag.Location;
import java.util.List;
import java.util.Optional;

/** Looks at source text that the reader could not make sense of. */
final class SourceScan {

  private SourceScan() {}

  /** The first line after LINE that begins with a parenthesis, as only top-level forms should. */
  static Optional<Integer> nextTopLevelForm(String text, int line) {
    List<String> lines = text.lines().toList();
    for (int i = line; i < lines.size(); i++) {
      if (lines.get(i).startsWith("(")) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  /** Where the string starts that is still open at the end of TEXT. */
  static Optional<Location> openString(String text, String file) {
    int line = 1;
    int lineStart = 0;
    Location open = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (open != null) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          open = null;
        }
      } else if (c == '"') {
        open = new Location(file, line, i - lineStart + 1);
      } else if (c == ';') {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end - 1;
      } else if (c == '#' && text.startsWith("#\\", i)) {
        i += "#\\".length();
      }
    }
    return Optional.ofNullable(open);
  }
}
