package fruix.scheme;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.scheme.runtime.Evaluation;
import fruix.scheme.runtime.SourceMaps;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs Scheme code on a big stack, one task at a time. */
final class EvaluationThread {
  private static final long STACK = 256L << 20;

  private static final long GRACE_MILLIS = 1000;

  private final SourceMaps sourceMaps = new SourceMaps();
  private final ReentrantLock lock = new ReentrantLock();

  /** Where the code that ran here comes from. */
  SourceMaps sourceMaps() {
    return sourceMaps;
  }

  /**
   * The result of TASK; errors that it reported are thrown together when it is done. An interrupt
   * of the caller is passed on to the task.
   */
  <T extends @Nullable Object> T run(ClassLoader classes, Callable<T> task) {
    lock.lock();
    try {
      return await(classes, new FutureTask<>(() -> collecting(task)));
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T collecting(Callable<T> task) throws Exception {
    Evaluation evaluation = new Evaluation(sourceMaps);
    evaluation.enter();
    T result;
    try {
      result = task.call();
    } catch (FruixException e) {
      // What came before an error may well have caused it.
      throw evaluation.diagnostics().isEmpty()
          ? e
          : new FruixException(evaluation.diagnostics(), e);
    } finally {
      Evaluation.leave();
    }
    List<Diagnostic> diagnostics = evaluation.diagnostics();
    if (!diagnostics.isEmpty()) {
      throw new FruixException(diagnostics, null);
    }
    return result;
  }

  private static <T extends @Nullable Object> T await(ClassLoader classes, FutureTask<T> task) {
    Thread thread = new Thread(null, task, "fruix-evaluation", STACK);
    thread.setContextClassLoader(classes);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      waitBriefly(thread);
      Thread.currentThread().interrupt();
      throw new FruixException(
          Diagnostic.of(ExitCode.INTERRUPTED, "the evaluation was interrupted"), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FruixException known) {
        throw known;
      }
      throw new CompletionException(e.getCause());
    }
  }

  /** Lets an interrupted evaluation end, so that the next one has Kawa for itself. */
  private static void waitBriefly(Thread thread) {
    try {
      thread.join(GRACE_MILLIS);
    } catch (InterruptedException again) {
      // The caller is in a hurry, and is told that it was interrupted anyhow.
      thread.interrupt();
    }
  }
}
