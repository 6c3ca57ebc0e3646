package fruix.process;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a program together with all that it started. */
final class ProcessTree {
  private final Duration grace;

  ProcessTree(Duration grace) {
    this.grace = grace;
  }

  /** Asks ROOT and its descendants to end, and kills those that have not within the grace. */
  void kill(ProcessHandle root) {
    Set<ProcessHandle> all = new LinkedHashSet<>();
    collect(root, all);
    all.forEach(ProcessHandle::destroy);
    // What a process starts between the look and its end is found through those still alive.
    await(all);
    Set.copyOf(all).forEach(handle -> collect(handle, all));
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static void collect(ProcessHandle handle, Set<ProcessHandle> into) {
    into.add(handle);
    handle.descendants().forEach(into::add);
  }

  /** Waits for the end of ALL or of the grace; an interrupt cuts the grace short and is kept. */
  private void await(Set<ProcessHandle> all) {
    CompletableFuture<?> ends =
        CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
    try {
      ends.get(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      return; // they had their chance
    }
  }
}
