package fruix.process;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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
    Process process = start(spec, Redirect.PIPE, false);
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
   * it comes, from another thread; the result has no output. What LINES throws ends the reading,
   * and is thrown here once the program, which cannot write any more, has ended.
   */
  public CommandResult run(CommandSpec spec, Consumer<String> lines) {
    Process process = start(spec, Redirect.PIPE, true);
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
      throw late(spec);
    }
  }

  private static FruixException late(CommandSpec spec) {
    return FruixException.failed(
        "`" + spec.program() + "' did not end within " + spec.limit().toSeconds() + " s");
  }

  /** Is given what a program writes to its standard output, as it comes. */
  @FunctionalInterface
  public interface Reader {
    void read(InputStream output) throws IOException;
  }

  /**
   * Runs SPEC, which has no log, with the file INPUT as its standard input, and READER on its
   * standard output, of which the result holds nothing. READER throws EOFException when there is
   * too little; then the result is the program's failure, or a FruixException if it did not fail.
   * Whatever else READER throws, and the end of the limit, leave nothing running.
   */
  public CommandResult stream(CommandSpec spec, Path input, Reader reader) throws IOException {
    Process process = start(spec, Redirect.from(input.toFile()), false);
    CompletableFuture<Boolean> end =
        process
            .onExit()
            .orTimeout(spec.limit().toNanos(), TimeUnit.NANOSECONDS)
            .handle((ended, failure) -> inTime(process, failure));
    try (StreamDrain errors = new StreamDrain(process.getErrorStream(), CAPTURE_LIMIT);
        InputStream output = process.getInputStream()) {
      boolean whole = readWhole(reader, output);
      int status = process.waitFor();
      if (!end.join()) {
        throw late(spec);
      }
      CommandResult result = new CommandResult(spec, status, "", errors.text());
      if (!whole && result.succeeded()) {
        throw FruixException.failed("`" + spec.program() + "' wrote less than it should");
      }
      return result;
    } catch (InterruptedException e) {
      throw interrupted(spec, process, e);
    } finally {
      if (process.isAlive()) {
        tree.kill(process.toHandle());
      }
    }
  }

  /** True when PROCESS has ended by itself; else it has not within the limit, and is killed. */
  private boolean inTime(Process process, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      tree.kill(process.toHandle());
    }
    return failure == null;
  }

  /** False when OUTPUT ended before READER had enough: then the program tells why. */
  private static boolean readWhole(Reader reader, InputStream output) throws IOException {
    try {
      reader.read(output);
      return true;
    } catch (EOFException e) {
      output.close();
      return false;
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

  private static Process start(CommandSpec spec, Redirect input, boolean merged) {
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.redirectErrorStream(merged);
    builder.redirectInput(input);
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
