package fruix.scheme;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.scheme.runtime.Backtrace;
import fruix.scheme.runtime.CallError;
import fruix.scheme.syntax.Problems;
import gnu.text.SourceError;
import gnu.text.SourceMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates what Kawa says and throws into diagnostics. */
final class Troubles {

  private Troubles() {}

  /** An exception for all of MESSAGES, or if there are none for THROWN. */
  static FruixException of(SourceMessages messages, @Nullable Throwable thrown) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (SourceError e = messages.getErrors(); e != null; e = e.next) {
      diagnostics.add(diagnostic(e));
    }
    if (diagnostics.isEmpty() && thrown instanceof FruixException known) {
      return known;
    }
    if (diagnostics.isEmpty() && thrown != null) {
      String hint = thrown instanceof CallError call ? call.hint() : null;
      String message = thrown.getMessage();
      diagnostics.add(
          Diagnostic.of(
                  ExitCode.DECLARATION,
                  message == null ? thrown.getClass().getSimpleName() : message)
              .withLocation(Backtrace.userLocation(thrown))
              .withHint(hint));
    }
    return new FruixException(diagnostics, thrown);
  }

  private static Diagnostic diagnostic(SourceError e) {
    String[] parts = e.message.split(Problems.HINT, 2);
    return Diagnostic.of(ExitCode.DECLARATION, parts[0])
        .withHint(parts.length > 1 ? parts[1] : null)
        .withLocation(
            new Location(
                String.valueOf(e.getFileName()),
                Math.max(e.getLineNumber(), 0),
                Math.max(e.getColumnNumber(), 0)));
  }
}
