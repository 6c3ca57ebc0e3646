package fruix.scheme;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.scheme.language.Complaint;
import fruix.scheme.runtime.Backtrace;
import fruix.scheme.runtime.CallError;
import fruix.scheme.runtime.SourceMaps;
import fruix.scheme.syntax.Problems;
import gnu.text.SourceMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates what Kawa says and throws into diagnostics. */
final class Troubles {

  private Troubles() {}

  /** An exception for all the errors of MESSAGES, or if there are none for THROWN. */
  static FruixException of(SourceMessages messages, @Nullable Throwable thrown, SourceMaps maps) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Complaint c : Complaint.all(messages)) {
      if (c.severity() == Complaint.Severity.ERROR) {
        diagnostics.add(diagnostic(c));
      }
    }
    if (diagnostics.isEmpty() && thrown instanceof FruixException known) {
      return known;
    }
    if (diagnostics.isEmpty() && thrown != null) {
      diagnostics.add(diagnostic(thrown, maps));
    }
    return new FruixException(diagnostics, thrown);
  }

  private static Diagnostic diagnostic(Complaint c) {
    String[] parts = c.message().split(Problems.HINT, 2);
    return Diagnostic.of(ExitCode.DECLARATION, parts[0])
        .withHint(parts.length > 1 ? parts[1] : null)
        .withLocation(new Location(c.file(), c.line(), c.column()));
  }

  private static Diagnostic diagnostic(Throwable thrown, SourceMaps maps) {
    List<Location> places = Backtrace.userLocations(thrown, maps);
    String message = thrown.getMessage();
    return Diagnostic.of(
            ExitCode.DECLARATION, message == null ? thrown.getClass().getSimpleName() : message)
        .withLocation(places.isEmpty() ? null : places.get(0))
        .withTrace(places.stream().skip(1).map(p -> "called from " + p).toList())
        .withHint(thrown instanceof CallError call ? call.hint() : null);
  }
}
