package fruix.scheme.syntax;

import fruix.scheme.runtime.KeywordArguments;
import gnu.expr.Expression;
import gnu.expr.Keyword;
import gnu.expr.QuoteExp;
import gnu.expr.ScopeExp;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.ArrayList;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * {@code lambda*} and {@code define*}: parameters after {@code #:optional}, {@code #:key} and
 * {@code #:rest}, as in Guile.
 *
 * <p>Keyword arguments are taken from the rest list when the procedure is called, so that {@code
 * apply} works with them too.
 */
public final class LambdaStar extends Syntax {
  public static final LambdaStar LAMBDA = new LambdaStar("lambda*");
  public static final LambdaStar DEFINE = new LambdaStar("define*");

  private LambdaStar(String name) {
    super(name);
  }

  @Override
  public void scanForm(Pair form, ScopeExp scope, Translator tr) {
    if (this == LAMBDA) {
      super.scanForm(form, scope, tr);
      return;
    }
    Object expansion = define(form, tr);
    if (expansion == null) {
      tr.pushForm(
          Problems.error(
              tr, form, "bad define* form", "write (define* (NAME PARAMETER …) BODY …)"));
    } else {
      tr.scanForm(expansion, scope);
    }
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    if (this == DEFINE) {
      return Problems.error(tr, form, "define* is only allowed in a body", null);
    }
    if (Forms.bare(form.getCdr()) instanceof Pair rest) {
      Object lambda = lambda(form, "lambda*", rest.getCar(), rest.getCdr(), tr);
      if (lambda != null) {
        return tr.rewrite(lambda);
      }
    }
    return Problems.error(tr, form, "bad lambda* form", "write (lambda* (PARAMETER …) BODY …)");
  }

  private static @Nullable Object define(Pair form, Translator tr) {
    if (!(Forms.bare(form.getCdr()) instanceof Pair rest)) {
      return null;
    }
    Object target = Forms.bare(rest.getCar());
    Object define = Translator.makePair(form, Forms.symbol("define"), LList.Empty);
    if (target instanceof Symbol) {
      return Translator.makePair((Pair) define, Forms.symbol("define"), form.getCdr());
    }
    if (!(target instanceof Pair head) || Forms.symbol(head.getCar()) == null) {
      return null;
    }
    String name = String.valueOf(Forms.symbol(head.getCar()));
    Object lambda = lambda(form, name, head.getCdr(), rest.getCdr(), tr);
    if (lambda == null) {
      return null;
    }
    return Translator.makePair(form, Forms.symbol("define"), Forms.list(head.getCar(), lambda));
  }

  private static @Nullable Object lambda(
      Pair form, String name, Object formals, Object body, Translator tr) {
    Formals parsed = Formals.parse(formals, tr);
    if (parsed == null) {
      return null;
    }
    return Translator.makePair(form, Forms.symbol("lambda"), parsed.expand(name, body));
  }

  /** A parameter with its default; PAIR says where it stands. */
  private record Parameter(Object name, Object value) {}

  /** A parsed parameter list. */
  private record Formals(
      List<Object> required,
      List<Parameter> optional,
      List<Parameter> keys,
      @Nullable Object rest) {

    static @Nullable Formals parse(Object formals, Translator tr) {
      List<Object> required = new ArrayList<>();
      List<Parameter> optional = new ArrayList<>();
      List<Parameter> keys = new ArrayList<>();
      Object tail = Forms.bare(formals);
      String mode = "";
      Object rest = null;
      while (tail instanceof Pair pair) {
        Object item = pair.getCar();
        if (Forms.bare(item) instanceof Keyword keyword) {
          mode = keyword.getName();
          if (!List.of("optional", "key", "rest", "allow-other-keys").contains(mode)) {
            Problems.error(tr, pair, "unknown marker " + item + " in a parameter list", null);
            return null;
          }
        } else if (mode.equals("rest")) {
          rest = item;
        } else if (mode.isEmpty()) {
          required.add(item);
        } else {
          (mode.equals("optional") ? optional : keys).add(parameter(item));
        }
        tail = Forms.bare(pair.getCdr());
      }
      if (tail instanceof Symbol) {
        rest = tail;
      }
      return new Formals(required, optional, keys, rest);
    }

    private static Parameter parameter(Object item) {
      if (Forms.bare(item) instanceof Pair pair) {
        Object value = Forms.bare(pair.getCdr()) instanceof Pair rest ? rest.getCar() : false;
        return new Parameter(pair.getCar(), value);
      }
      return new Parameter(item, Boolean.FALSE);
    }

    /** The parameter list and body of an equivalent plain lambda. */
    Object expand(String name, Object body) {
      if (optional.isEmpty() && keys.isEmpty()) {
        return Forms.cons(parameters(rest == null ? LList.Empty : rest), body);
      }
      Symbol all = Symbol.makeUninterned("arguments");
      Symbol parsed = Symbol.makeUninterned("parsed");
      List<Object> bindings = new ArrayList<>();
      bindings.add(Forms.list(parsed, parseCall(name, all)));
      int index = 0;
      for (Parameter p : optional) {
        bindings.add(binding(p, parsed, index++));
      }
      for (Parameter p : keys) {
        bindings.add(binding(p, parsed, index++));
      }
      if (rest != null) {
        bindings.add(Forms.list(rest, Forms.list(KeywordSyntax.REST, parsed)));
      }
      Object let = Forms.cons(Forms.symbol("let*"), Forms.cons(LList.makeList(bindings), body));
      return Forms.list(parameters(all), let);
    }

    private Object parameters(Object tail) {
      Object list = tail;
      for (int i = required.size() - 1; i >= 0; i--) {
        list = Forms.cons(required.get(i), list);
      }
      return list;
    }

    private Object parseCall(String name, Symbol all) {
      StringBuilder words = new StringBuilder();
      keys.forEach(k -> words.append(words.isEmpty() ? "" : " ").append(Forms.bare(k.name())));
      return Forms.list(
          KeywordSyntax.PARSE,
          new QuoteExp(name),
          optional.size(),
          new QuoteExp(words.toString()),
          rest != null,
          all);
    }

    private static Object binding(Parameter parameter, Symbol parsed, int index) {
      return Forms.list(
          parameter.name(),
          Forms.list(
              Forms.symbol("if"),
              Forms.list(KeywordSyntax.GIVEN, parsed, index),
              Forms.list(KeywordSyntax.VALUE, parsed, index),
              parameter.value()));
    }
  }

  /** The operators that the expansion calls. */
  private static final class KeywordSyntax {
    static final Expression PARSE = Forms.method(KeywordArguments.class, "parse");
    static final Expression GIVEN = Forms.method(KeywordArguments.class, "given");
    static final Expression VALUE = Forms.method(KeywordArguments.class, "value");
    static final Expression REST = Forms.method(KeywordArguments.class, "rest");
  }
}
