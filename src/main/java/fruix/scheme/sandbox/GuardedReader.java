package fruix.scheme.sandbox;

import fruix.diag.Location;
import fruix.scheme.syntax.Problems;
import gnu.expr.Keyword;
import gnu.expr.Special;
import gnu.kawa.io.InPort;
import gnu.kawa.lispexpr.LispReader;
import gnu.lists.FVector;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.lists.PairWithPosition;
import gnu.lists.Sequence;
import gnu.lists.SimpleVector;
import gnu.mapping.Namespace;
import gnu.mapping.Symbol;
import gnu.mapping.Values;
import gnu.text.Char;
import gnu.text.SourceMessages;
import gnu.text.SyntaxException;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import kawa.standard.begin;
import org.jspecify.annotations.Nullable;

/** Reads user code; refuses what Kawa's reader makes of text beyond plain data. */
final class GuardedReader extends LispReader {

  /** How many pairs may be open at a time, in one list or in lists of lists. */
  private static final int MAX_OPEN = 100_000;

  private final Budget budget;

  GuardedReader(InPort port, SourceMessages messages, Budget budget) {
    super(port, messages);
    this.budget = budget;
  }

  @Override
  public Object readCommand() throws IOException, SyntaxException {
    Object form;
    try {
      form = super.readCommand();
    } catch (StackOverflowError e) {
      throw budget.stop(EvaluationStopped.Reason.TOO_DEEP).at(place());
    }
    if (form == Sequence.eofValue) {
      return form;
    }
    Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());
    // Kawa puts a begin of its own, not a symbol, in front of what it read at top level.
    Object read = form instanceof Pair pair && pair.getCar() == begin.begin ? pair.getCdr() : form;
    try {
      return check(read, null, open) ? form : Values.empty;
    } catch (GuardError e) {
      throw e.at(place());
    }
  }

  private Location place() {
    return new Location(getName(), getLineNumber() + 1, 0);
  }

  /** Whether FORM, an element of PARENT, is plain data; if not, that is reported. */
  private boolean check(Object form, @Nullable Pair parent, Set<Object> open) {
    budget.charge(1);
    if (open.size() > MAX_OPEN) {
      return refuse(parent, "data nested so deeply", "give parts of it names");
    }
    Object rest = form;
    Pair at = parent;
    boolean good = true;
    while (rest instanceof Pair pair) {
      budget.charge(1);
      if (!open.add(pair)) {
        return refuse(at, "a list that contains itself", "write it out");
      }
      good &= check(pair.getCar(), pair, open);
      at = pair;
      rest = pair.getCdr();
    }
    if (rest instanceof FVector<?> vector) {
      if (!open.add(vector)) {
        return refuse(at, "a vector that contains itself", "write it out");
      }
      for (int i = 0; i < vector.size(); i++) {
        good &= check(vector.get(i), at, open);
      }
      open.remove(vector);
    } else {
      good &= checkAtom(rest, at);
    }
    for (Object each = form; each instanceof Pair pair; each = pair.getCdr()) {
      open.remove(pair);
    }
    return good;
  }

  private boolean checkAtom(@Nullable Object atom, @Nullable Pair at) {
    if (atom instanceof Keyword) {
      return true;
    }
    if (atom instanceof Symbol symbol) {
      return checkSymbol(symbol, at);
    }
    return atom instanceof Number
        || atom instanceof CharSequence
        || atom instanceof Boolean
        || atom instanceof Char
        || atom instanceof Character
        || atom == LList.Empty
        || atom instanceof SimpleVector<?>
        || atom == Values.empty
        || atom == Special.optional
        || atom == Special.rest
        || atom == Special.key
        || atom == Special.dfault
        || refuse(at, "this literal", "write plain data: numbers, strings, symbols and lists");
  }

  private boolean checkSymbol(Symbol symbol, @Nullable Pair at) {
    String name = symbol.getName();
    if (!Namespace.EmptyNamespace.equals(symbol.getNamespace()) || symbol.hasUnknownNamespace()) {
      return refuse(at, "the name `" + symbol + "'", "a name of a declaration has no namespace");
    }
    if (name.length() > 1 && name.startsWith("$") && name.endsWith("$")) {
      return refuse(at, "the name `" + name + "'", "names like this are Kawa's own");
    }
    if (name.equals("::")) {
      return refuse(at, "a type", "leave it out");
    }
    return true;
  }

  private boolean refuse(@Nullable Pair at, String what, String hint) {
    String message = what + " is not available in a declaration" + Problems.HINT + hint;
    int line = at instanceof PairWithPosition known ? known.getLineNumber() : getLineNumber() + 1;
    int column = at instanceof PairWithPosition known ? known.getColumnNumber() : 0;
    getMessages().error('e', getName(), line, column, message);
    return false;
  }
}
