package fruix.scheme.runtime;

import gnu.kawa.functions.DisplayFormat;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.math.IntNum;
import org.jspecify.annotations.Nullable;

/** Text of values, and Guile's {@code format}. */
public final class Formats {
  private Formats() {}

  /** VALUE as {@code write} prints it. */
  public static String written(@Nullable Object value) {
    return String.valueOf(DisplayFormat.schemeWriteFormat.format(value));
  }

  /** VALUE as {@code display} prints it. */
  public static String displayed(@Nullable Object value) {
    return value instanceof CharSequence text
        ? text.toString()
        : String.valueOf(DisplayFormat.schemeDisplayFormat.format(value));
  }

  /**
   * TEMPLATE with its directives replaced: {@code ~a} displayed, {@code ~s} written, {@code ~d},
   * {@code ~x}, {@code ~o}, {@code ~b} numbers, {@code ~%} a new line, {@code ~~} a tilde.
   */
  public static String format(Object template, Object arguments) {
    String text = template.toString();
    StringBuilder out = new StringBuilder();
    Object rest = arguments;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '~') {
        out.append(c);
        continue;
      }
      if (++i == text.length()) {
        throw new CallError("format: the template ends with `~'", null);
      }
      char directive = Character.toLowerCase(text.charAt(i));
      if (directive == '%' || directive == '~') {
        out.append(directive == '%' ? '\n' : '~');
        continue;
      }
      if (!(rest instanceof Pair pair)) {
        throw new CallError("format: too few arguments for " + written(template), null);
      }
      out.append(directive(directive, pair.getCar()));
      rest = pair.getCdr();
    }
    if (rest != LList.Empty) {
      throw new CallError("format: too many arguments for " + written(template), null);
    }
    return out.toString();
  }

  private static String directive(char directive, @Nullable Object value) {
    return switch (directive) {
      case 'a' -> displayed(value);
      case 's' -> written(value);
      case 'd' -> displayed(value);
      case 'x' -> number(value, 16);
      case 'o' -> number(value, 8);
      case 'b' -> number(value, 2);
      default -> throw new CallError("format: unknown directive `~" + directive + "'", null);
    };
  }

  private static String number(@Nullable Object value, int radix) {
    if (value instanceof IntNum number) {
      return number.toString(radix);
    }
    throw new CallError("format: not an integer: " + written(value), null);
  }
}
