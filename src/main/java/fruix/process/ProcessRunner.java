package fruix.process;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs to their end, one call a program; may be used from several threads. */
public final class ProcessRunner {
  /** How much of each stream is kept: enough for any answer, too little to fill memory. */
  static final int CAPTURE_LIMIT = 1 << 20;

  private final ProcessTree tree;

  /**
   * @param grace how long a program that is told to end may take before it is killed
   */
  public ProcessRunner(Duration grace) {
    this.tree = new ProcessTree(grace);
  }

  /**
   * Runs SPEC with an empty standard input and waits for it. A program that cannot be started, one
   * that takes longer than its limit, and an interrupt of this thread are a FruixException, and
   * then nothing that it started is left running. An exit status other than 0 is a result.
   */
  public CommandResult run(CommandSpec spec) {
    Process process = start(spec, false);
    try (StreamDrain output = new StreamDrain(process.getInputStream(), CAPTURE_LIMIT);
        StreamDrain errors = new StreamDrain(process.getErrorStream(), CAPTURE_LIMIT)) {
      await(spec, process);
      return new CommandResult(spec, process.exitValue(), output.text(), errors.text());
    } catch (InterruptedException e) {
      throw interrupted(spec, process, e);
    }
  }

  /**
   * As {@link #run(CommandSpec)}, but hands each line of both streams, one char a byte, to LINES as
   * it comes, from another thread; the result has no output.
   */
  public CommandResult run(CommandSpec spec, Consumer<String> lines) {
    Process process = start(spec, true);
    try (LineDrain output = new LineDrain(process.getInputStream(), lines)) {
      await(spec, process);
      output.await();
      return new CommandResult(spec, process.exitValue(), "", "");
    } catch (InterruptedException e) {
      throw interrupted(spec, process, e);
    }
  }

  private void await(CommandSpec spec, Process process) throws InterruptedException {
    if (!process.waitFor(spec.limit().toNanos(), TimeUnit.NANOSECONDS)) {
      tree.kill(process.toHandle());
      throw FruixException.failed(
          "`" + spec.program() + "' did not end within " + spec.limit().toSeconds() + " s");
    }
  }

  private FruixException interrupted(CommandSpec spec, Process process, InterruptedException e) {
    tree.kill(process.toHandle());
    Thread.currentThread().interrupt();
    return new FruixException(
        Diagnostic.of(
            ExitCode.INTERRUPTED, "interrupted while `" + spec.program() + "' was running"),
        e);
  }

  private static Process start(CommandSpec spec, boolean merged) {
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.redirectErrorStream(merged);
    builder.directory(spec.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(spec.environment());
    if (spec.log() != null) {
      builder.redirectErrorStream(true);
      builder.redirectOutput(Redirect.appendTo(spec.log().toFile()));
    }
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.FAILED, "cannot run `" + spec.command().get(0) + "': " + e.getMessage()),
          e);
    }
  }
}
