package fruix.cli;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Runs one command line from its arguments to its exit status. */
final class Cli {
  private final Host host;

  Cli(Host host) {
    this.host = host;
  }

  /** Parses, acts, prints; the exit status, whatever happens. */
  int run(String... args) {
    Complaint complaint = new Complaint(host, args);
    try {
      Invocation invocation = CommandLineParser.parse(args);
      if (invocation instanceof Invocation.Run run) {
        return run(run);
      } else if (invocation instanceof Invocation.Help help) {
        write(Usage.of(help.name()));
      }
      return ExitCode.DONE.status();
    } catch (FruixException e) {
      return complaint.of(e);
    } catch (RuntimeException | Error e) {
      return complaint.internal(e);
    }
  }

  private int run(Invocation.Run run) {
    GlobalOptions options = run.options();
    Results results;
    try (Renderer renderer = Renderer.of(host, options.quiet())) {
      results = run.action().run(new Session(host, options, renderer));
    }
    write(options.json() ? ResultWriter.json(results) : ResultWriter.lines(results));
    return results.exitCode().status();
  }

  /** Writes all of TEXT to standard output, or fails: a result that is lost is no success. */
  private void write(String text) {
    try {
      OutputStream out = host.out();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new FruixException(
          Diagnostic.of(ExitCode.FAILED, "cannot write to standard output: " + e.getMessage()), e);
    }
  }
}
