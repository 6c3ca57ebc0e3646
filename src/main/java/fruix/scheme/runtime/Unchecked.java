package fruix.scheme.runtime;

/** Lets what Kawa's procedures declare to throw pass as it is. */
final class Unchecked {

  private Unchecked() {}

  /** Throws E itself. Declared to return what can be thrown, for the compiler's sake. */
  static RuntimeException rethrow(Throwable e) {
    return Unchecked.<RuntimeException>pass(e);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException pass(Throwable e) throws E {
    throw (E) e;
  }
}
