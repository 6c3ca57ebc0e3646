package fruix.scheme.runtime;

import fruix.diag.Diagnostic;

/** Something thrown that knows what to tell the user, but need not know where he is to blame. */
public interface Explained {
  Diagnostic diagnostic();
}
