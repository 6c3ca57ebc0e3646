package fruix.scheme.sandbox;

import gnu.kawa.lispexpr.LispReader;
import gnu.kawa.lispexpr.ReadTable;
import gnu.kawa.lispexpr.ReadTableEntry;
import gnu.kawa.lispexpr.ReaderDispatch;
import gnu.math.IntNum;
import gnu.text.Lexer;
import gnu.text.SyntaxException;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Reads numbers with a prefix, as {@code #xff} and {@code #e1.5}; an exponent that makes an exact
 * number fill the memory is refused.
 */
final class GuardedNumber extends ReadTableEntry {
  private static final String PREFIXES = "bodxeiBODXEI";
  private static final Pattern HUGE = Pattern.compile("(?i)#[^x].*e[+-]?[0-9]{4,}");

  /** Makes TABLE read all such numbers so. */
  static void guard(ReadTable table) {
    ReaderDispatch dispatch = (ReaderDispatch) table.lookup('#');
    for (int i = 0; i < PREFIXES.length(); i++) {
      dispatch.set(PREFIXES.charAt(i), new GuardedNumber());
    }
  }

  @Override
  public Object read(Lexer in, int prefix, int count) throws IOException, SyntaxException {
    LispReader reader = (LispReader) in;
    String token = "#" + (char) prefix + reader.readTokenString(-1, ReadTable.getCurrent());
    if (HUGE.matcher(token).matches()) {
      reader.error("the number " + token + " is too large for a declaration");
      return IntNum.zero();
    }
    Object number = LispReader.parseNumber(token, 10);
    if (number instanceof Number) {
      return number;
    }
    reader.error("bad number " + token);
    return IntNum.zero();
  }
}
