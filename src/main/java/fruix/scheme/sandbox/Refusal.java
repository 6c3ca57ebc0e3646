package fruix.scheme.sandbox;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import org.jspecify.annotations.Nullable;

/** Says no to a declaration that asks for more than it may have. */
final class Refusal {
  private Refusal() {}

  /** What to throw while user code runs; whoever evaluates adds the location. */
  static FruixException of(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.DECLARATION, message).withHint(hint));
  }
}
