package fruix.cli;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** Says on standard error why a command ends without its result. */
final class Complaint {
  private final ErrorStream err;
  private final boolean debug;

  /** Looks for {@code --debug} itself: the arguments may be what is wrong. */
  Complaint(Host host, String... args) {
    this.err = new ErrorStream(host.err());
    this.debug = Arrays.asList(args).contains("--debug");
  }

  /** Prints every diagnostic of E; the exit status. */
  int of(FruixException e) {
    for (Diagnostic diagnostic : e.diagnostics()) {
      Location where = diagnostic.location();
      err.print((where == null ? "fruix" : where) + ": " + diagnostic.message() + "\n");
      diagnostic.trace().forEach(line -> err.print("  " + line + "\n"));
      if (diagnostic.hint() != null) {
        err.print("hint: " + diagnostic.hint() + "\n");
      }
    }
    trace(e);
    return e.exitCode().status();
  }

  /** Prints what a user can do about a mistake of Fruix's own; the exit status. */
  int internal(Throwable e) {
    String what = e instanceof OutOfMemoryError ? "not enough memory" : "internal error: " + e;
    err.print("fruix: " + what + (debug ? "" : " (run with --debug for the trace)") + "\n");
    trace(e);
    return ExitCode.FAILED.status();
  }

  private void trace(Throwable e) {
    if (debug) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      err.print(text.toString());
    }
  }
}
