package fruix.diag;

import org.jspecify.annotations.Nullable;

/**
 * A line of source text as a terminal shows it, with what is to be marked in it.
 *
 * @param text the line, tabs expanded and control characters replaced
 * @param start the terminal column, from 0, where the mark starts
 * @param width how many terminal columns are marked; 0 for none
 */
record SourceLine(String text, int start, int width) {
  private static final int TAB = 8;

  /** Line NUMBER, from 1, of SOURCE; null when it has fewer. */
  static @Nullable String find(String source, int number) {
    return source.lines().skip(number - 1L).findFirst().orElse(null);
  }

  /** LINE with what stands at COLUMN, from 1, marked; with no mark when COLUMN is 0. */
  static SourceLine of(String line, int column) {
    int from = column - 1;
    int to = column < 1 || from >= line.length() ? from : end(line, from);
    StringBuilder text = new StringBuilder();
    int shown = 0;
    int start = 0;
    int width = 0;
    for (int i = 0; i < line.length(); ) {
      if (i == from) {
        start = shown;
      }
      int c = line.codePointAt(i);
      int columns = c == '\t' ? TAB - shown % TAB : width(c);
      if (c == '\t') {
        text.append(" ".repeat(columns));
      } else {
        text.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c);
      }
      shown += columns;
      width += i >= from && i < to ? columns : 0;
      i += Character.charCount(c);
    }
    if (column > 0 && from >= line.length()) {
      return new SourceLine(text.toString(), shown, 1);
    }
    return new SourceLine(text.toString(), start, width);
  }

  /** Where the datum that starts at FROM ends: a list, a string or a word, within the line. */
  private static int end(String line, int from) {
    char first = line.charAt(from);
    if (first == '"') {
      return stringEnd(line, from);
    }
    if (first != '(' && first != '[') {
      int end = from;
      while (end < line.length() && !isDelimiter(line.charAt(end))) {
        end++;
      }
      return Math.max(end, from + 1);
    }
    int depth = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        i = stringEnd(line, i) - 1;
      } else if (c == ';') {
        return i;
      } else if (c == '(' || c == '[') {
        depth++;
      } else if ((c == ')' || c == ']') && --depth == 0) {
        return i + 1;
      }
    }
    return line.stripTrailing().length();
  }

  private static int stringEnd(String line, int from) {
    for (int i = from + 1; i < line.length(); i++) {
      if (line.charAt(i) == '\\') {
        i++;
      } else if (line.charAt(i) == '"') {
        return i + 1;
      }
    }
    return line.length();
  }

  private static boolean isDelimiter(char c) {
    return Character.isWhitespace(c) || "()[]\";".indexOf(c) >= 0;
  }

  /** How many columns C takes: none for marks that combine, two for wide East Asian characters. */
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        c >= 0x1100 && c <= 0x115F
            || c >= 0x2E80 && c <= 0xA4CF
            || c >= 0xAC00 && c <= 0xD7A3
            || c >= 0xF900 && c <= 0xFAFF
            || c >= 0xFE30 && c <= 0xFE6F
            || c >= 0xFF00 && c <= 0xFF60
            || c >= 0xFFE0 && c <= 0xFFE6
            || c >= 0x1F300 && c <= 0x1FAFF
            || c >= 0x20000 && c <= 0x3FFFD;
    return wide ? 2 : 1;
  }
}
