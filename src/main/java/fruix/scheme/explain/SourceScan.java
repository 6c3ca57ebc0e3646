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

  /**
   * The offset behind the list of TEXT that begins at offset START; the end of the text when it is
   * not closed.
   */
  static int listEnd(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ';') {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (c == '"') {
        i = stringEnd(text, i);
      } else if (text.startsWith("#\\", i)) {
        i += "#\\".length();
      } else if (c == '(' || c == '[') {
        depth++;
      } else if ((c == ')' || c == ']') && --depth <= 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /** The offset of the quote that ends the string with its first quote at OPEN. */
  private static int stringEnd(String text, int open) {
    int i = open + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }

  /** The offset of LINE and COLUMN, from 1, in TEXT. */
  static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column - 1;
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
