package fruix.scheme.runtime;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import org.jspecify.annotations.Nullable;

/** A procedure was called in a way that it does not take; blamed on the user's call. */
public final class CallError extends RuntimeException implements Explained {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  public CallError(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  @Override
  public Diagnostic diagnostic() {
    return Diagnostic.of(ExitCode.DECLARATION, String.valueOf(getMessage())).withHint(hint);
  }

  /** Throws that no clause of a {@code match} form takes VALUE. */
  public static Object noMatch(@Nullable Object value) {
    return Unchecked.rethrow(
        new CallError("no clause of match takes " + Described.value(value), null));
  }
}
