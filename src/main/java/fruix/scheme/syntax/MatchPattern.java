package fruix.scheme.syntax;

import gnu.expr.Keyword;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import gnu.text.Char;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import kawa.lang.Translator;

/**
 * Compiles the patterns of {@code (ice-9 match)} to plain Scheme.
 *
 * <p>A pattern becomes an expression that is the value of {@code success} when VALUE matches, and
 * calls {@code failure}, a procedure without arguments, when it does not.
 */
final class MatchPattern {
  private final Translator tr;
  private final Object failure;

  /** Patterns that, when they do not match, call the procedure that the symbol FAILURE names. */
  MatchPattern(Object failure, Translator tr) {
    this.failure = Forms.list(failure);
    this.tr = tr;
  }

  /** Says what comes after a match. */
  @FunctionalInterface
  interface Success {
    Object form();
  }

  /** Matches the pattern in the car of AT with the variable VALUE. */
  Object compile(Pair at, Symbol value, Success success) {
    Object wrapped = at.getCar();
    Object pattern = Forms.bare(wrapped);
    if (pattern instanceof Keyword) {
      return test(call("eq?", value, quote(pattern)), success);
    }
    if (pattern instanceof Symbol symbol) {
      return symbol.getName().equals("_") ? success.form() : let(wrapped, value, success);
    }
    if (pattern instanceof Pair list) {
      return compound(at, list, value, success);
    }
    if (pattern == LList.Empty) {
      return test(call("null?", value), success);
    }
    if (pattern instanceof CharSequence
        || pattern instanceof Number
        || pattern instanceof Boolean
        || pattern instanceof Char
        || pattern instanceof Character) {
      return test(call("equal?", value, pattern), success);
    }
    return Problems.error(tr, at, "this kind of pattern is not supported", null);
  }

  private Object compound(Pair at, Pair list, Symbol value, Success success) {
    Symbol head = Forms.symbol(list.getCar());
    List<Pair> rest = Forms.pairs(list.getCdr());
    String name = head == null || rest == null ? "" : head.getName();
    int count = rest == null ? 0 : rest.size();
    if (rest != null && name.equals("quote") && count == 1) {
      return test(call("equal?", value, list), success);
    }
    if (rest != null && name.equals("quasiquote") && count == 1) {
      return quasi(rest.get(0), value, success);
    }
    if (rest != null && name.equals("?") && count >= 1) {
      Object check = Forms.list(rest.get(0).getCar(), value);
      return test(check, () -> all(rest.subList(1, count), value, success));
    }
    if (rest != null && name.equals("=") && count == 2) {
      Symbol part = fresh("part");
      Object computed = Forms.list(rest.get(0).getCar(), value);
      return bind(part, computed, () -> compile(rest.get(1), part, success));
    }
    if (rest != null && name.equals("and")) {
      return all(rest, value, success);
    }
    if (rest != null && name.equals("or")) {
      return either(rest, value, success);
    }
    if (rest != null && name.equals("not") && count == 1) {
      return negated(rest.get(0), value, success);
    }
    return pair(at, list, value, success);
  }

  private Object all(List<Pair> patterns, Symbol value, Success success) {
    return patterns.isEmpty()
        ? success.form()
        : compile(
            patterns.get(0),
            value,
            () -> all(patterns.subList(1, patterns.size()), value, success));
  }

  /** Alternatives, which must bind the same variables. */
  private Object either(List<Pair> patterns, Symbol value, Success success) {
    Set<Symbol> variables = new LinkedHashSet<>();
    patterns.forEach(p -> MatchVariables.add(p.getCar(), variables));
    Symbol then = fresh("then");
    Object parameters = LList.makeList(variables.toArray(), 0);
    Object tries = failure;
    for (int i = patterns.size() - 1; i >= 0; i--) {
      Symbol next = fresh("next");
      Object attempt =
          new MatchPattern(next, tr)
              .compile(patterns.get(i), value, () -> Forms.cons(then, parameters));
      tries = bind(next, lambda(LList.Empty, tries), () -> attempt);
    }
    Object alternatives = tries;
    return bind(then, lambda(parameters, success.form()), () -> alternatives);
  }

  private Object negated(Pair pattern, Symbol value, Success success) {
    Symbol then = fresh("then");
    Object attempt = new MatchPattern(then, tr).compile(pattern, value, () -> failure);
    return bind(then, lambda(LList.Empty, success.form()), () -> attempt);
  }

  private Object pair(Pair at, Pair list, Symbol value, Success success) {
    Object next = Forms.bare(list.getCdr());
    if (next instanceof Pair after && MatchVariables.isEllipsis(after.getCar())) {
      return repeated(at, list, after, value, success);
    }
    Symbol first = fresh("first");
    Symbol rest = fresh("rest");
    Pair tail = Translator.makePair(list, list.getCdr(), LList.Empty);
    return test(
        call("pair?", value),
        () ->
            bind(
                first,
                call("car", value),
                () ->
                    bind(
                        rest,
                        call("cdr", value),
                        () -> compile(list, first, () -> compile(tail, rest, success)))));
  }

  /** {@code (PATTERN ... . TAIL)}: TAIL has a fixed number of elements. */
  private Object repeated(Pair at, Pair list, Pair ellipsis, Symbol value, Success success) {
    List<Pair> tail = Forms.pairs(ellipsis.getCdr());
    if (tail == null || tail.stream().anyMatch(p -> MatchVariables.isEllipsis(p.getCar()))) {
      return Problems.error(tr, at, "only one `...' in a list pattern is supported", null);
    }
    Symbol count = fresh("count");
    Symbol items = fresh("items");
    Symbol rest = fresh("rest");
    Object enough = call(">=", count, 0);
    Object size = call("-", call("length", value), tail.size());
    Pair tailHolder = Translator.makePair(ellipsis, ellipsis.getCdr(), LList.Empty);
    return test(
        call("list?", value),
        () ->
            bind(
                count,
                size,
                () ->
                    test(
                        enough,
                        () ->
                            bind(
                                items,
                                call("take", value, count),
                                () ->
                                    bind(
                                        rest,
                                        call("drop", value, count),
                                        () ->
                                            each(
                                                list,
                                                items,
                                                () -> compile(tailHolder, rest, success)))))));
  }

  /** Matches the pattern in the car of AT with each of ITEMS; its variables become lists. */
  private Object each(Pair at, Symbol items, Success success) {
    Set<Symbol> variables = new LinkedHashSet<>();
    MatchVariables.add(at.getCar(), variables);
    Symbol loop = fresh("loop");
    Symbol rest = fresh("rest");
    Symbol item = fresh("item");
    Object finished = success.form();
    Object step = call("cdr", rest);
    LList arguments = LList.Empty;
    LList bindings = LList.Empty;
    LList initial = LList.Empty;
    for (Symbol variable : variables) {
      Symbol list = fresh(variable.getName());
      arguments = Forms.cons(call("cons", variable, list), arguments);
      bindings = Forms.cons(list, bindings);
      initial = Forms.cons(quote(LList.Empty), initial);
      Object inner = finished;
      finished = bind(variable, call("reverse", list), () -> inner);
    }
    Object done = finished;
    Object again = Forms.cons(loop, Forms.cons(step, arguments));
    Object body =
        Forms.list(
            Forms.symbol("if"),
            call("null?", rest),
            done,
            bind(item, call("car", rest), () -> compile(at, item, () -> again)));
    return Forms.list(
        Forms.symbol("letrec"),
        Forms.list(Forms.list(loop, lambda(Forms.cons(rest, bindings), body))),
        Forms.cons(loop, Forms.cons(items, initial)));
  }

  private Object quasi(Pair at, Symbol value, Success success) {
    Object form = Forms.bare(at.getCar());
    if (form instanceof Pair pair) {
      List<Pair> rest = Forms.pairs(pair.getCdr());
      Symbol head = Forms.symbol(pair.getCar());
      if (head != null && head.getName().equals("unquote") && rest != null && rest.size() == 1) {
        return compile(rest.get(0), value, success);
      }
      Symbol first = fresh("first");
      Symbol tail = fresh("rest");
      Pair holder = Translator.makePair(pair, pair.getCdr(), LList.Empty);
      return test(
          call("pair?", value),
          () ->
              bind(
                  first,
                  call("car", value),
                  () ->
                      bind(
                          tail,
                          call("cdr", value),
                          () -> quasi(pair, first, () -> quasi(holder, tail, success)))));
    }
    return test(call("equal?", value, quote(form)), success);
  }

  private Object test(Object condition, Success success) {
    return Forms.list(Forms.symbol("if"), condition, success.form(), failure);
  }

  private static Object let(Object variable, Symbol value, Success success) {
    return bind(variable, value, success);
  }

  private static Object bind(Object variable, Object value, Success body) {
    return Forms.list(Forms.symbol("let"), Forms.list(Forms.list(variable, value)), body.form());
  }

  private static Object lambda(Object parameters, Object body) {
    return Forms.list(Forms.symbol("lambda"), parameters, body);
  }

  private static Object call(String procedure, Object... arguments) {
    return Forms.cons(Forms.symbol(procedure), Forms.list(arguments));
  }

  private static Object quote(Object datum) {
    return Forms.list(Forms.symbol("quote"), datum);
  }

  static Symbol fresh(String name) {
    return Symbol.makeUninterned(name);
  }
}
