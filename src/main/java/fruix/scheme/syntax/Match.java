package fruix.scheme.syntax;

import fruix.scheme.runtime.CallError;
import gnu.expr.Expression;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * {@code match}, {@code match-lambda} and {@code match-let} as in Guile's {@code (ice-9 match)}.
 */
public final class Match extends Syntax {
  public static final Match MATCH = new Match("match");
  public static final Match LAMBDA = new Match("match-lambda");
  public static final Match LAMBDA_STAR = new Match("match-lambda*");
  public static final Match LET = new Match("match-let");
  public static final Match LET_STAR = new Match("match-let*");

  private static final Expression NO_MATCH = Forms.method(CallError.class, "noMatch");

  private Match(String name) {
    super(name);
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    List<Pair> parts = Forms.pairs(form.getCdr());
    Object expansion = parts == null ? null : expand(form, parts, tr);
    return expansion == null
        ? Problems.error(tr, form, "bad " + getName() + " form", null)
        : tr.rewrite(expansion);
  }

  private @Nullable Object expand(Pair form, List<Pair> parts, Translator tr) {
    if (this == LET || this == LET_STAR) {
      return parts.size() < 2 ? null : bindings(form, parts, tr);
    }
    Symbol value = MatchPattern.fresh("value");
    if (this == MATCH) {
      return parts.isEmpty()
          ? null
          : let(value, parts.get(0).getCar(), clauses(value, parts.subList(1, parts.size()), tr));
    }
    Object parameters = this == LAMBDA ? Forms.list(value) : value;
    return Translator.makePair(
        form, Forms.symbol("lambda"), Forms.list(parameters, clauses(value, parts, tr)));
  }

  /** Tries each of CLAUSES in order. */
  private static Object clauses(Symbol value, List<Pair> clauses, Translator tr) {
    Object otherwise = Forms.list(NO_MATCH, value);
    for (int i = clauses.size() - 1; i >= 0; i--) {
      Symbol next = MatchPattern.fresh("next");
      Object attempt = clause(value, clauses.get(i), next, tr);
      otherwise = let(next, Forms.list(Forms.symbol("lambda"), LList.Empty, otherwise), attempt);
    }
    return otherwise;
  }

  private static Object clause(Symbol value, Pair at, Symbol next, Translator tr) {
    List<Pair> parts = Forms.pairs(Forms.bare(at.getCar()));
    if (parts == null || parts.size() < 2) {
      return Problems.error(tr, at, "bad clause of match", "write (PATTERN EXPRESSION …)");
    }
    Object body =
        Translator.makePair(
            parts.get(1), Forms.symbol("let"), Forms.cons(LList.Empty, rest(parts, 1)));
    return new MatchPattern(next, tr).compile(parts.get(0), value, () -> body);
  }

  /** {@code (match-let ((PATTERN VALUE) …) BODY …)}, one binding inside the other. */
  private static @Nullable Object bindings(Pair form, List<Pair> parts, Translator tr) {
    List<Pair> bindings = Forms.pairs(Forms.bare(parts.get(0).getCar()));
    if (bindings == null) {
      return null;
    }
    Object body =
        Translator.makePair(form, Forms.symbol("let"), Forms.cons(LList.Empty, rest(parts, 1)));
    for (int i = bindings.size() - 1; i >= 0; i--) {
      List<Pair> binding = Forms.pairs(Forms.bare(bindings.get(i).getCar()));
      if (binding == null || binding.size() != 2) {
        return null;
      }
      Symbol value = MatchPattern.fresh("value");
      Symbol next = MatchPattern.fresh("next");
      Object inner = body;
      Object attempt = new MatchPattern(next, tr).compile(binding.get(0), value, () -> inner);
      Object failing = Forms.list(Forms.symbol("lambda"), LList.Empty, Forms.list(NO_MATCH, value));
      body = let(value, binding.get(1).getCar(), let(next, failing, attempt));
    }
    return body;
  }

  private static Object rest(List<Pair> parts, int from) {
    Object list = LList.Empty;
    for (int i = parts.size() - 1; i >= from; i--) {
      list = Translator.makePair(parts.get(i), parts.get(i).getCar(), list);
    }
    return list;
  }

  private static Object let(Symbol variable, Object value, Object body) {
    return Forms.list(Forms.symbol("let"), Forms.list(Forms.list(variable, value)), body);
  }
}
