package fruix.scheme.sandbox;

import gnu.bytecode.ClassType;
import gnu.expr.Declaration;
import gnu.expr.Keyword;
import gnu.expr.ModuleExp;
import gnu.expr.Special;
import gnu.kawa.functions.ApplyWithValues;
import gnu.kawa.functions.MakeList;
import gnu.kawa.functions.MakePromise;
import gnu.lists.FVector;
import gnu.lists.Pair;
import gnu.lists.SimpleVector;
import gnu.mapping.Symbol;
import gnu.mapping.Values;
import gnu.text.Char;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import kawa.lang.Macro;
import kawa.lang.SyntaxRules;
import org.jspecify.annotations.Nullable;

/**
 * Says which objects may be constants of compiled user code.
 *
 * <p>Kawa puts a constant straight into a static field of the class that uses it, so that bytecode
 * does not show what it is.
 */
final class LiteralFilter {
  private final Predicate<String> allowedType;
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /** ALLOWEDTYPE says which classes may be constants, by name. */
  LiteralFilter(Predicate<String> allowedType) {
    this.allowedType = allowedType;
  }

  /** What in LITERAL is not allowed; null when all is. */
  @Nullable Object refused(@Nullable Object literal) {
    Object rest = literal;
    while (rest instanceof Pair pair) {
      if (!seen.add(pair)) {
        return null;
      }
      Object bad = refused(pair.getCar());
      if (bad != null) {
        return bad;
      }
      rest = pair.getCdr();
    }
    if (rest instanceof FVector<?> vector && seen.add(vector)) {
      for (int i = 0; i < vector.size(); i++) {
        Object bad = refused(vector.get(i));
        if (bad != null) {
          return bad;
        }
      }
    } else if (rest instanceof Object[] array && seen.add(array)) {
      for (Object each : array) {
        Object bad = refused(each);
        if (bad != null) {
          return bad;
        }
      }
    }
    return isAllowed(rest) ? null : rest;
  }

  private boolean isAllowed(@Nullable Object value) {
    return value == null
        || value instanceof Number
        || value instanceof CharSequence
        || value instanceof Boolean
        || value instanceof Symbol
        || value instanceof Keyword
        || value instanceof Char
        || value instanceof Character
        || value.getClass().isArray()
        || value == gnu.lists.LList.Empty
        || value instanceof SimpleVector<?>
        || value instanceof Values<?>
        || value instanceof Special
        || value instanceof ChargedProcedure
        || value instanceof Macro
        || value instanceof SyntaxRules
        || value instanceof Declaration
        || value instanceof ModuleExp
        || value instanceof MakeList
        || value instanceof MakePromise
        || value instanceof ApplyWithValues
        || value == gnu.lists.Sequence.eofValue
        || allowedType.test(value.getClass().getName())
        || (value instanceof ClassType type && allowedType.test(type.getName()))
        || (value instanceof Class<?> type && allowedType.test(type.getName()));
  }
}
