package fruix.scheme.sandbox;

import gnu.kawa.io.OutPort;
import gnu.lists.FVector;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.lists.SimpleVector;
import gnu.mapping.Procedure;
import gnu.mapping.Symbol;
import gnu.mapping.Values;
import gnu.text.Char;
import kawa.lang.NamedException;
import kawa.lang.Record;
import org.jspecify.annotations.Nullable;

/** Refuses to make text of what would tell an address in memory: that is chance. */
final class Printable {
  private Printable() {}

  /** VALUES, unless one of them holds something that is not data. */
  static Object[] check(Object[] values) {
    for (Object value : values) {
      check(value);
    }
    return values;
  }

  private static void check(@Nullable Object value) {
    Object rest = value;
    while (rest instanceof Pair pair) {
      check(pair.getCar());
      rest = pair.getCdr();
    }
    if (rest instanceof FVector<?> vector) {
      vector.forEach(Printable::check);
    } else if (rest instanceof Record structure) {
      Cost.fields(structure).forEach(Printable::check);
    } else if (!isData(rest)) {
      throw Refusal.of(
          (rest instanceof Procedure ? "a procedure" : "a value of this kind")
              + " cannot be written as text in a declaration",
          "only data can: numbers, strings, symbols, characters, booleans, and lists, vectors and"
              + " records of them");
    }
  }

  private static boolean isData(@Nullable Object value) {
    return value instanceof Number
        || value instanceof CharSequence
        || value instanceof Symbol
        || value instanceof Boolean
        || value instanceof Char
        || value instanceof Character
        || value == LList.Empty
        || value instanceof SimpleVector<?>
        || value instanceof OutPort
        || value instanceof NamedException
        || value == Values.empty
        || (value != null && hasText(value));
  }

  /** Whether VALUE is Fruix's own and says itself what its text is. */
  private static boolean hasText(Object value) {
    try {
      Class<?> type = value.getClass();
      return type.getName().startsWith("fruix.")
          && type.getMethod("toString").getDeclaringClass() != Object.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
