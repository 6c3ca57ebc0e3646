package fruix.cli;

import fruix.diag.DiagnosticFormatter;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says on standard error why a command ends without its result. */
final class Complaint {
  private final Host host;
  private final ErrorStream err;
  private final boolean debug;

  /** Looks for {@code --debug} itself: the arguments may be what is wrong. */
  Complaint(Host host, String... args) {
    this.host = host;
    this.err = new ErrorStream(host.err());
    this.debug = Arrays.asList(args).contains("--debug");
  }

  /** Prints every diagnostic of E; the exit status. */
  int of(FruixException e) {
    boolean colour = host.columns() > 0 && host.variable("NO_COLOR").isEmpty();
    err.print(new DiagnosticFormatter(this::source, colour).format(e.diagnostics()));
    trace(e);
    return e.exitCode().status();
  }

  /** The text of the file NAME, for a quotation; null when it cannot be had. */
  private @Nullable String source(String name) {
    try {
      Path file = host.directory().resolve(name);
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** Prints what a user can do about a mistake of Fruix's own; the exit status. */
  int internal(Throwable e) {
    String what = e instanceof OutOfMemoryError ? "not enough memory" : "internal error: " + e;
    err.print("error: " + what + (debug ? "" : " (run with --debug for the trace)") + "\n");
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
