package fruix.scheme.runtime;

import org.jspecify.annotations.Nullable;

/** A procedure was called in a way that it does not take; blamed on the user's call. */
public final class CallError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  public CallError(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  public @Nullable String hint() {
    return hint;
  }
}
