package fruix.io;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The same deed on many things, on as many threads as the machine has processors (two to eight).
 */
public final class Parallel {
  private static final int FEWEST_THREADS = 2;
  private static final int MOST_THREADS = 8;

  private Parallel() {}

  /** What is done to one thing; called from several threads. */
  @FunctionalInterface
  public interface Deed<T> {
    void on(T thing) throws IOException, InterruptedException;
  }

  static int threads() {
    int processors = Runtime.getRuntime().availableProcessors();
    return Math.max(FEWEST_THREADS, Math.min(processors, MOST_THREADS));
  }

  /**
   * Does DEED on all of THINGS; the first exception ends it and is thrown once all threads rest.
   */
  public static <T> void forEach(List<T> things, Deed<T> deed)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads(), things.size() + 1));
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < Math.min(threads(), things.size()); i++) {
        workers.add(pool.submit(() -> work(things, deed, next)));
      }
      await(workers);
    } finally {
      next.set(things.size());
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.HOURS);
    }
  }

  private static <T> @Nullable Void work(List<T> things, Deed<T> deed, AtomicInteger next)
      throws IOException, InterruptedException {
    boolean done = false;
    try {
      for (int i = next.getAndIncrement(); i < things.size(); i = next.getAndIncrement()) {
        deed.on(things.get(i));
      }
      done = true;
      return null;
    } finally {
      if (!done) {
        next.set(things.size());
      }
    }
  }

  private static void await(List<Future<?>> workers) throws IOException, InterruptedException {
    Throwable failure = null;
    for (Future<?> worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        failure = failure == null ? e.getCause() : failure;
      }
    }
    rethrow(failure);
  }

  /** Throws FAILURE, if it is not null, as what it is. */
  static void rethrow(@Nullable Throwable failure) throws IOException, InterruptedException {
    if (failure instanceof IOException e) {
      throw e;
    } else if (failure instanceof InterruptedException e) {
      throw e;
    } else if (failure instanceof RuntimeException e) {
      throw e;
    } else if (failure instanceof Error e) {
      throw e;
    }
  }
}
