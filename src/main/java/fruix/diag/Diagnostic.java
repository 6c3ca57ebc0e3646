package fruix.diag;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong.
 *
 * @param message one sentence without a full stop, lower case, as {@code unknown field `host-nane'}
 * @param location where in the user's own file, if it has a place there
 * @param trace further lines that lead to it, outermost last ("while lowering …")
 * @param hint what to do about it, if that is known
 */
public record Diagnostic(
    ExitCode exitCode,
    String message,
    @Nullable Location location,
    List<String> trace,
    @Nullable String hint) {

  public Diagnostic {
    trace = List.copyOf(trace);
  }

  public static Diagnostic of(ExitCode exitCode, String message) {
    return new Diagnostic(exitCode, message, null, List.of(), null);
  }

  public Diagnostic withLocation(@Nullable Location where) {
    return new Diagnostic(exitCode, message, where, trace, hint);
  }

  public Diagnostic withHint(@Nullable String text) {
    return new Diagnostic(exitCode, message, location, trace, text);
  }

  public Diagnostic withTrace(List<String> lines) {
    return new Diagnostic(exitCode, message, location, lines, hint);
  }
}
