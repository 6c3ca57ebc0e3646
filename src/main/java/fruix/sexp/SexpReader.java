package fruix.sexp;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the data that {@link SexpWriter} writes, with any white space and {@code ;} comments.
 * Malformed or too deeply nested text is a diagnostic at its line and column.
 */
public final class SexpReader {
  private static final int MAX_DEPTH = 200;

  private final String file;
  private final String text;
  private int at;

  private SexpReader(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /** The one datum of TEXT; FILE names it in errors. */
  public static Datum read(String file, String text) {
    List<Datum> all = readAll(file, text);
    if (all.size() != 1) {
      throw new SexpReader(file, text).error("one expression expected, not " + all.size());
    }
    return all.get(0);
  }

  /** Every datum of TEXT in order; FILE names it in errors. */
  public static List<Datum> readAll(String file, String text) {
    SexpReader reader = new SexpReader(file, text);
    List<Datum> all = new ArrayList<>();
    while (reader.skipBlanks()) {
      all.add(reader.datum(0));
    }
    return all;
  }

  private Datum datum(int depth) {
    if (depth > MAX_DEPTH) {
      throw error("lists are nested too deeply");
    }
    if (!skipBlanks()) {
      throw error("the file ends in the middle of an expression");
    }
    char c = text.charAt(at);
    switch (c) {
      case '(':
        at++;
        return list(depth);
      case ')':
        throw error("unexpected `)'");
      case '"':
        at++;
        return new Datum.Str(quoted('"'));
      case '|':
        at++;
        return new Datum.Sym(quoted('|'));
      default:
        return atom();
    }
  }

  private Datum list(int depth) {
    List<Datum> items = new ArrayList<>();
    while (true) {
      if (!skipBlanks()) {
        throw error("a list is not closed");
      }
      if (text.charAt(at) == ')') {
        at++;
        return new Datum.Lst(items);
      }
      items.add(datum(depth + 1));
    }
  }

  private Datum atom() {
    int start = at;
    while (at < text.length() && !isDelimiter(text.charAt(at))) {
      at++;
    }
    String token = text.substring(start, at);
    if (token.equals("#t") || token.equals("#f")) {
      return new Datum.Bool(token.equals("#t"));
    }
    if (token.matches("[+-]?[0-9]+")) {
      return new Datum.Int(new BigInteger(token));
    }
    if ((token.startsWith("#") && !token.startsWith("#:"))
        || token.equals(".")
        || token.isEmpty()) {
      at = start;
      throw error("cannot read `" + token + "'");
    }
    return new Datum.Sym(token);
  }

  private String quoted(char quote) {
    StringBuilder out = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == quote) {
        return out.toString();
      }
      out.append(c == '\\' ? escape() : c);
    }
    throw error("a " + (quote == '"' ? "string" : "symbol") + " is not closed");
  }

  private char escape() {
    if (at >= text.length()) {
      throw error("the file ends in an escape");
    }
    char c = text.charAt(at++);
    switch (c) {
      case 'n':
        return '\n';
      case 't':
        return '\t';
      case 'r':
        return '\r';
      case 'x':
        int end = text.indexOf(';', at);
        if (end < 0 || end - at > 4 || !text.substring(at, end).matches("[0-9a-fA-F]{1,4}")) {
          throw error("an \\x escape needs up to four hex digits and `;'");
        }
        char value = (char) Integer.parseInt(text.substring(at, end), 16);
        at = end + 1;
        return value;
      case '"':
      case '|':
      case '\\':
        return c;
      default:
        throw error("unknown escape `\\" + c + "'");
    }
  }

  private boolean skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
      } else if (Character.isWhitespace(c)) {
        at++;
      } else {
        return true;
      }
    }
    return false;
  }

  private static boolean isDelimiter(char c) {
    return c == '(' || c == ')' || c == '"' || c == ';' || c == '|' || Character.isWhitespace(c);
  }

  private FruixException error(String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < Math.min(at, text.length()); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        column = 1;
      } else {
        column++;
      }
    }
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, message).withLocation(new Location(file, line, column)));
  }
}
