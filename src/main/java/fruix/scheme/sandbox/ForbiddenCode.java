package fruix.scheme.sandbox;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import org.jspecify.annotations.Nullable;

/** Compiled user code that refers to what it may not; nothing of it has run. */
final class ForbiddenCode extends GuardError {
  private static final long serialVersionUID = 1L;

  /** That WHAT is used at LINE, or 0, of the compiled CLASSNAME from SOURCE. */
  ForbiddenCode(String what, String className, @Nullable String source, int line) {
    super(
        Diagnostic.of(ExitCode.DECLARATION, what + " is not available in a declaration")
            .withHint("a declaration can only compute; it reaches nothing of Java"));
    // The place is found as that of any other error is: from the stack, as if the code had run.
    setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement(className, "declaration", source, Math.max(line, 1))
        });
  }
}
