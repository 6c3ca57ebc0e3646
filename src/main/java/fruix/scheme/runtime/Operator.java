package fruix.scheme.runtime;

import gnu.mapping.Procedure;
import org.jspecify.annotations.Nullable;

/** What is called in a call. */
public final class Operator {
  /** How a list is written, for those who wrote a call instead. */
  public static final String LIST_HINT =
      "parentheses around values make a call: a list is written (list …), or quoted '(…)";

  private Operator() {}

  /**
   * VALUE as a procedure; compiled code calls it. Kawa would take an element of a string or list.
   *
   * @throws CallError when it is none
   */
  public static Procedure procedure(@Nullable Object value) {
    if (value instanceof Procedure procedure) {
      return procedure;
    }
    throw new CallError(isNone(value), value instanceof DeclaredRecord ? null : LIST_HINT);
  }

  /** Says that VALUE is no procedure. */
  public static String isNone(@Nullable Object value) {
    String kind = Described.kind(value);
    return Described.value(value)
        + (kind == null ? "" : ", " + kind + ",")
        + " is called, but it is not a procedure";
  }
}
