package fruix.scheme.syntax;

import gnu.bytecode.ClassType;
import gnu.expr.Expression;
import gnu.expr.Keyword;
import gnu.expr.PrimProcedure;
import gnu.expr.QuoteExp;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import kawa.lang.SyntaxForm;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** Takes source forms apart and puts them together. */
final class Forms {

  private Forms() {}

  /** FORM less the syntax wrapper that a macro put around it. */
  static Object bare(Object form) {
    Object result = form;
    while (result instanceof SyntaxForm wrapped) {
      result = wrapped.getDatum();
    }
    return result;
  }

  /** The pairs of the list FORM, in order; null when it is not a proper list. */
  static @Nullable List<Pair> pairs(Object form) {
    List<Pair> pairs = new ArrayList<>();
    Object rest = form;
    SyntaxForm wrapper = null;
    while (true) {
      while (rest instanceof SyntaxForm wrapped) {
        wrapper = wrapped;
        rest = wrapped.getDatum();
      }
      if (!(rest instanceof Pair pair)) {
        return rest == LList.Empty ? pairs : null;
      }
      pairs.add(
          wrapper == null
              ? pair
              : Translator.makePair(
                  pair, Translator.wrapSyntax(pair.getCar(), wrapper), LList.Empty));
      rest = pair.getCdr();
    }
  }

  /** The elements of the list FORM; null when it is not a proper list. */
  static @Nullable List<Object> elements(Object form) {
    List<Pair> pairs = pairs(form);
    return pairs == null ? null : pairs.stream().map(Pair::getCar).toList();
  }

  /** The symbol that FORM is; null when it is none. */
  static @Nullable Symbol symbol(Object form) {
    return bare(form) instanceof Symbol symbol && !(symbol instanceof Keyword) ? symbol : null;
  }

  static LList list(Object... items) {
    return LList.makeList(items, 0);
  }

  static Pair cons(Object car, Object cdr) {
    return new Pair(car, cdr);
  }

  static Symbol symbol(String name) {
    return Symbol.valueOf(name);
  }

  /** The static method NAME of OWNER, the only one of its name, as an operator. */
  static Expression method(Class<?> owner, String name) {
    ClassType type = (ClassType) ClassType.make(owner);
    for (Method method : owner.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isPublic(method.getModifiers())) {
        return new QuoteExp(new PrimProcedure(type.getMethod(method)));
      }
    }
    throw new IllegalArgumentException(owner + " has no method " + name);
  }
}
