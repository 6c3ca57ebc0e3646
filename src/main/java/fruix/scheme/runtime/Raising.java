package fruix.scheme.runtime;

import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Procedure;
import kawa.lib.exceptions;
import org.jspecify.annotations.Nullable;

/** Kawa's procedures that raise exceptions, without a result type that says so. */
public final class Raising {
  private Raising() {}

  /** {@code (error MESSAGE IRRITANT …)}; never returns. */
  public static @Nullable Object error(@Nullable Object message, LList irritants) {
    return apply(exceptions.error, new Pair(message, irritants));
  }

  /** {@code (raise OBJECT)}; never returns. */
  public static @Nullable Object raise(@Nullable Object object) {
    return apply(exceptions.raise, LList.list1(object));
  }

  private static @Nullable Object apply(Procedure procedure, LList arguments) {
    try {
      return procedure.applyN(arguments.toArray());
    } catch (Throwable e) {
      throw Unchecked.rethrow(e);
    }
  }
}
