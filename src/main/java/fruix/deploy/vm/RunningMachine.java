package fruix.deploy.vm;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A virtual machine that was started; it ends with {@link #close}, unless it is let go. */
public final class RunningMachine implements AutoCloseable {
  /** What the guest's console shows once all its services have started. */
  public static final String READY = "fruix: ready";

  private static final long POLL_MILLIS = 200;
  private static final long GRACE_SECONDS = 5;
  private static final int TAIL = 40;

  private final Process process;
  private boolean kept;

  private RunningMachine(Process process) {
    this.process = process;
  }

  /**
   * Starts MACHINE with ENVIRONMENT. Without a console of its own it has this process's terminal;
   * with one, what QEMU itself says goes to LOG.
   */
  public static RunningMachine start(
      VirtualMachine machine, Map<String, String> environment, Path log) {
    ProcessBuilder builder = new ProcessBuilder(machine.command());
    builder.environment().clear();
    builder.environment().putAll(environment);
    if (machine.console().isPresent()) {
      builder.redirectErrorStream(true).redirectOutput(log.toFile());
      builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    } else {
      builder.inheritIO();
    }
    try {
      return new RunningMachine(builder.start());
    } catch (IOException e) {
      throw new FruixException(
          Diagnostic.of(ExitCode.FAILED, "cannot run " + machine.qemu() + ": " + e.getMessage()),
          e);
    }
  }

  public long pid() {
    return process.pid();
  }

  /** Waits until the machine is switched off; QEMU's exit status. */
  public int await() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Waits until CONSOLE shows that the guest is ready; a diagnostic with its last lines when it has
   * not after LIMIT, or when the machine ends before.
   */
  public void awaitReady(Path console, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    boolean alive = true;
    while (true) {
      List<String> lines = lines(console);
      if (lines.stream().anyMatch(line -> line.contains(READY))) {
        return;
      }
      if (!alive) {
        throw notReady("the machine ended before it was ready", lines);
      }
      if (System.nanoTime() - end > 0) {
        throw notReady("the machine was not ready after " + limit.toSeconds() + " s", lines);
      }
      try {
        alive = !process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private static List<String> lines(Path console) {
    if (!Files.exists(console)) {
      return List.of();
    }
    try {
      String text = new String(Files.readAllBytes(console), StandardCharsets.ISO_8859_1);
      return text.replaceAll("[^\\n\\t -~]", "").lines().toList();
    } catch (IOException e) {
      throw FruixException.io("read", console, e);
    }
  }

  private static FruixException notReady(String message, List<String> lines) {
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, message)
            .withTrace(lines.subList(Math.max(0, lines.size() - TAIL), lines.size())));
  }

  private static FruixException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FruixException(
        Diagnostic.of(ExitCode.INTERRUPTED, "interrupted while the machine was running"), e);
  }

  /** Lets the machine run on when this is closed. */
  public void keep() {
    kept = true;
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
