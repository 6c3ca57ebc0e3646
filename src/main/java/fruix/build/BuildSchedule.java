package fruix.build;

import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task for each of some derivations on a bounded pool, each after those it needs. The first
 * that fails stops the rest; when {@link #run} returns or throws, no task is running any more.
 */
final class BuildSchedule {

  /** What is done for one derivation. */
  @FunctionalInterface
  interface Task {
    void run(Derivation derivation) throws Exception;
  }

  private final Task task;
  private final Map<StorePath, List<Derivation>> dependents = new HashMap<>();
  private final Map<StorePath, Integer> missing = new HashMap<>();
  private final List<Derivation> order;

  /**
   * @param order each after those it needs; inputs that are not listed are there already
   */
  BuildSchedule(List<Derivation> order, Task task) {
    this.order = order;
    this.task = task;
    Set<StorePath> listed = new HashSet<>();
    order.forEach(derivation -> listed.add(derivation.path()));
    for (Derivation derivation : order) {
      Set<StorePath> needs = new HashSet<>();
      for (Input input : derivation.inputs()) {
        if (listed.contains(input.path()) && needs.add(input.path())) {
          dependents.computeIfAbsent(input.path(), path -> new ArrayList<>()).add(derivation);
        }
      }
      missing.put(derivation.path(), needs.size());
    }
  }

  /** Runs everything with JOBS threads; throws what the first task to fail threw. */
  void run(int jobs) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(jobs, order.size())));
    try {
      CompletionService<Derivation> done = new ExecutorCompletionService<>(pool);
      for (Derivation derivation : order) {
        if (missing.getOrDefault(derivation.path(), 0) == 0) {
          submit(derivation, done);
        }
      }
      for (int left = order.size(); left > 0; left--) {
        Derivation finished = done.take().get();
        for (Derivation next : dependents.getOrDefault(finished.path(), List.of())) {
          if (missing.merge(next.path(), -1, Integer::sum) == 0) {
            submit(next, done);
          }
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } finally {
      stop(pool);
    }
  }

  private void submit(Derivation derivation, CompletionService<Derivation> done) {
    done.submit(
        () -> {
          task.run(derivation);
          return derivation;
        });
  }

  /** Interrupts what runs and waits for its end, also when this thread is interrupted itself. */
  private static void stop(ExecutorService pool) {
    pool.shutdownNow();
    boolean interrupted = false;
    while (true) {
      try {
        if (pool.awaitTermination(1, TimeUnit.HOURS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
