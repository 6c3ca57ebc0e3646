package fruix.sexp;

import fruix.sexp.Datum.Bool;
import fruix.sexp.Datum.Int;
import fruix.sexp.Datum.Lst;
import fruix.sexp.Datum.Str;
import fruix.sexp.Datum.Sym;
import java.util.Iterator;

/**
 * Writes a datum in one canonical form: single spaces, strings with {@code \" \\ \n \t \r} and
 * {@code \xHEX;} escapes (R7RS 6.7) for other control characters, symbols bare where R7RS 7.1.1
 * allows it, else between bars. Equal data give equal text.
 */
public final class SexpWriter {
  private static final String SYMBOL_PUNCTUATION = "!$%&*/:<=>?^_~+-.@";
  private static final int WIDTH = 100;

  private SexpWriter() {}

  /** DATUM on one line, without a newline at the end: the form that is hashed. */
  public static String canonical(Datum datum) {
    StringBuilder out = new StringBuilder();
    write(datum, out);
    return out.toString();
  }

  /** DATUM broken over lines for a human reader, with a newline at the end. */
  public static String pretty(Datum datum) {
    StringBuilder out = new StringBuilder();
    pretty(datum, 0, out);
    return out.append('\n').toString();
  }

  private static void pretty(Datum datum, int indent, StringBuilder out) {
    String flat = canonical(datum);
    if (!(datum instanceof Lst list) || flat.length() + indent <= WIDTH || list.items().isEmpty()) {
      out.append(flat);
      return;
    }
    out.append('(');
    boolean headed = list.items().get(0) instanceof Sym;
    int inner = indent + (headed ? 2 : 1);
    Iterator<Datum> items = list.items().iterator();
    pretty(items.next(), indent + 1, out);
    while (items.hasNext()) {
      out.append('\n').append(" ".repeat(inner));
      pretty(items.next(), inner, out);
    }
    out.append(')');
  }

  private static void write(Datum datum, StringBuilder out) {
    if (datum instanceof Sym sym) {
      writeSymbol(sym.name(), out);
    } else if (datum instanceof Str str) {
      out.append('"');
      escape(str.value(), '"', out);
      out.append('"');
    } else if (datum instanceof Int integer) {
      out.append(integer.value());
    } else if (datum instanceof Bool bool) {
      out.append(bool.value() ? "#t" : "#f");
    } else if (datum instanceof Lst list) {
      out.append('(');
      String separator = "";
      for (Datum item : list.items()) {
        out.append(separator);
        write(item, out);
        separator = " ";
      }
      out.append(')');
    }
  }

  private static void writeSymbol(String name, StringBuilder out) {
    if (isPlainSymbol(name)) {
      out.append(name);
    } else {
      out.append('|');
      escape(name, '|', out);
      out.append('|');
    }
  }

  /** A keyword, {@code #:name}, is a symbol of that spelling. */
  private static boolean isPlainSymbol(String symbol) {
    String name = symbol.startsWith("#:") ? symbol.substring(2) : symbol;
    if (name.isEmpty() || name.equals(".") || looksNumeric(name)) {
      return false;
    }
    return name.chars()
        .allMatch(
            c ->
                c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || SYMBOL_PUNCTUATION.indexOf(c) >= 0);
  }

  private static boolean looksNumeric(String name) {
    char first = name.charAt(0);
    if (first >= '0' && first <= '9') {
      return true;
    }
    return name.length() > 1
        && "+-.".indexOf(first) >= 0
        && "0123456789.".indexOf(name.charAt(1)) >= 0
        && !name.equals("...");
  }

  private static void escape(String text, char quote, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\r' -> out.append("\\r");
        default -> {
          if (c == quote) {
            out.append('\\').append(c);
          } else if (c < ' ' || c == 0x7f) {
            out.append("\\x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
