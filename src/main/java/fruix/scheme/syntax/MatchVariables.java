package fruix.scheme.syntax;

import gnu.expr.Keyword;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.List;
import java.util.Set;

/** Finds the variables in the patterns of {@code (ice-9 match)}. */
final class MatchVariables {

  private MatchVariables() {}

  /** Adds the variables that PATTERN binds to VARIABLES. */
  static void add(Object wrapped, Set<Symbol> variables) {
    Object pattern = Forms.bare(wrapped);
    if (pattern instanceof Symbol symbol && !(pattern instanceof Keyword)) {
      if (!symbol.getName().equals("_") && !isEllipsis(symbol)) {
        variables.add(symbol);
      }
      return;
    }
    if (!(pattern instanceof Pair pair)) {
      return;
    }
    Symbol head = Forms.symbol(pair.getCar());
    String name = head == null ? "" : head.getName();
    List<Pair> rest = Forms.pairs(pair.getCdr());
    if (name.equals("quote") || name.equals("not") || rest == null) {
      if (rest == null) {
        add(pair.getCar(), variables);
        add(pair.getCdr(), variables);
      }
    } else if (name.equals("quasiquote")) {
      unquoted(rest.get(0).getCar(), variables);
    } else if (name.equals("?") || name.equals("=")) {
      rest.stream().skip(1).forEach(p -> add(p.getCar(), variables));
    } else {
      if (!name.equals("and") && !name.equals("or")) {
        add(pair.getCar(), variables);
      }
      rest.forEach(p -> add(p.getCar(), variables));
    }
  }

  private static void unquoted(Object wrapped, Set<Symbol> variables) {
    if (Forms.bare(wrapped) instanceof Pair pair) {
      Symbol head = Forms.symbol(pair.getCar());
      if (head != null && head.getName().equals("unquote")) {
        add(pair.getCdr(), variables);
      } else {
        unquoted(pair.getCar(), variables);
        unquoted(pair.getCdr(), variables);
      }
    }
  }

  /** Whether FORM is {@code ...}. */
  static boolean isEllipsis(Object form) {
    Symbol symbol = Forms.symbol(form);
    return symbol != null && (symbol.getName().equals("...") || symbol.getName().equals("___"));
  }
}
