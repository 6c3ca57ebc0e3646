package fruix.scheme.sandbox;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;

/** Ends an evaluation that used up what it was given. */
final class EvaluationStopped extends GuardError {
  private static final long serialVersionUID = 1L;

  enum Reason {
    STEPS,
    MEMORY,
    TOO_DEEP,
    INTERRUPTED
  }

  EvaluationStopped(Reason reason, long limit) {
    super(describe(reason, limit));
  }

  private static Diagnostic describe(Reason reason, long limit) {
    return switch (reason) {
      case STEPS ->
          Diagnostic.of(
                  ExitCode.DECLARATION, "the declaration did not finish within " + limit + " steps")
              .withHint("look for a loop or a recursion that does not end");
      case MEMORY ->
          Diagnostic.of(ExitCode.DECLARATION, "the declaration needs too much memory")
              .withHint("look for a list, string or number that grows without end");
      case TOO_DEEP ->
          Diagnostic.of(ExitCode.DECLARATION, "the declaration recurses too deeply")
              .withHint("look for a recursion that does not end, or make it a loop");
      case INTERRUPTED -> Diagnostic.of(ExitCode.INTERRUPTED, "the evaluation was interrupted");
    };
  }
}
