package fruix.scheme.syntax;

import gnu.expr.Expression;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import kawa.lang.Translator;
import kawa.standard.SchemeCompilation;
import org.jspecify.annotations.Nullable;

/** Makes procedures of expressions that may refer to the record they belong to. */
final class ThisRecord {
  private static final Symbol NAME = Symbol.valueOf("this-record");

  private ThisRecord() {}

  /** A procedure without parameters that computes the expression in the car of VALUE. */
  static Expression thunk(Pair value, Translator tr) {
    return lambda(LList.Empty, value, tr);
  }

  /**
   * A procedure of a record that computes the expression in the car of VALUE, where {@code
   * this-record}, and SELF unless it is null, name the record.
   */
  static Expression procedure(Pair value, @Nullable Object self, Translator tr) {
    if (self == null) {
      return lambda(Forms.list(NAME), value, tr);
    }
    Object let =
        Forms.list(Forms.symbol("let"), Forms.list(Forms.list(self, NAME)), value.getCar());
    return lambda(Forms.list(NAME), Translator.makePair(value, let, LList.Empty), tr);
  }

  /** A procedure with PARAMETERS that computes the expression in the car of VALUE. */
  static Expression lambda(Object parameters, Pair value, Translator tr) {
    Object saved = tr.pushPositionOf(value);
    try {
      Pair body = Translator.makePair(value, value.getCar(), LList.Empty);
      return SchemeCompilation.lambda.rewrite(Forms.cons(parameters, body), tr);
    } finally {
      tr.popPositionOf(saved);
    }
  }
}
