package fruix.scheme.language;

import gnu.kawa.lispexpr.ReadTable;
import gnu.kawa.lispexpr.ReadTableEntry;
import gnu.kawa.lispexpr.ReaderDispatch;
import gnu.kawa.lispexpr.ReaderQuote;
import gnu.mapping.Symbol;

/** The syntax of source text: Guile's, with gexps. */
final class GuileReadTable {

  private GuileReadTable() {}

  static ReadTable create() {
    ReadTable table = ReadTable.createInitial();
    ReaderDispatch hash = (ReaderDispatch) table.lookup('#');
    hash.set('~', new ReaderQuote(Symbol.valueOf("gexp")));
    hash.set('$', unquote("ungexp"));
    hash.set('+', unquote("ungexp-native"));
    table.setFinalColonIsKeyword(false);
    table.postfixLookupOperator = Character.MAX_VALUE;
    table.setBracketMode(0);
    for (char c : ":@&{}".toCharArray()) {
      table.set(c, ReadTableEntry.getConstituentInstance());
    }
    return table;
  }

  private static ReaderQuote unquote(String name) {
    return new ReaderQuote(
        Symbol.valueOf(name), '@', Symbol.valueOf(name + "-splicing"), ReadTable.TERMINATING_MACRO);
  }
}
