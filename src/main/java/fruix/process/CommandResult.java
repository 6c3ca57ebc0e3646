package fruix.process;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.util.List;

/**
 * How a program ended.
 *
 * @param status its exit status; 128 and the signal's number when a signal ended it
 * @param output what it wrote to standard output, the last {@value ProcessRunner#CAPTURE_LIMIT}
 *     bytes at most; empty when it went to a log
 * @param errors the same of standard error
 */
public record CommandResult(CommandSpec spec, int status, String output, String errors) {

  public boolean succeeded() {
    return status == 0;
  }

  /** This, when the program succeeded; else throws with its status and its own last words. */
  public CommandResult orFail() {
    if (succeeded()) {
      return this;
    }
    String message = "`" + spec.program() + "' failed with exit status " + status;
    List<String> words = errors.isBlank() ? List.of() : errors.strip().lines().toList();
    int from = Math.max(0, words.size() - 10);
    Diagnostic diagnostic = Diagnostic.of(ExitCode.FAILED, message);
    if (spec.log() != null) {
      diagnostic = diagnostic.withHint("its output is in " + spec.log());
    }
    throw new FruixException(diagnostic.withTrace(words.subList(from, words.size())));
  }
}
