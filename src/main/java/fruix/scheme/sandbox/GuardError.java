package fruix.scheme.sandbox;

import fruix.diag.Diagnostic;
import fruix.diag.Location;
import fruix.scheme.runtime.Explained;

/**
 * Ends the evaluation of a declaration that did what it may not; an error, since Kawa and user code
 * catch exceptions.
 */
abstract class GuardError extends Error implements Explained {
  private static final long serialVersionUID = 1L;

  private transient Diagnostic diagnostic;

  GuardError(Diagnostic diagnostic) {
    super(diagnostic.message());
    this.diagnostic = diagnostic;
  }

  /** What to tell the user; without a location when the stack knows it. */
  @Override
  public final Diagnostic diagnostic() {
    return diagnostic;
  }

  /** Says that it is the fault of what stands at PLACE, unless a place is known. */
  final GuardError at(Location place) {
    if (diagnostic.location() == null) {
      diagnostic = diagnostic.withLocation(place);
    }
    return this;
  }
}
