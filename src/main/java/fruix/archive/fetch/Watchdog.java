package fruix.archive.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Reads a stream, and closes it, which ends the wait, once it has not moved for a while. */
final class Watchdog implements AutoCloseable {
  private final InputStream stream;
  private final Duration patience;
  private final AtomicLong reads = new AtomicLong();
  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> looking;
  private long seen = -1;
  private volatile boolean bitten;

  /** Bites when between two looks, PATIENCE apart, nothing was read. */
  Watchdog(InputStream stream, Duration patience) {
    this.stream = stream;
    this.patience = patience;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "download-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    long millis = Math.max(1, patience.toMillis());
    this.looking = timer.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  int read(byte[] buffer) throws IOException {
    try {
      int count = stream.read(buffer);
      reads.incrementAndGet();
      return count;
    } catch (IOException e) {
      throw bitten ? new IOException("nothing came for " + patience.toSeconds() + " s", e) : e;
    }
  }

  private void look() {
    long now = reads.get();
    if (now != seen) {
      seen = now;
      return;
    }
    bitten = true;
    try {
      stream.close();
    } catch (IOException e) {
      // The reader gets an exception of its own from the stream that it can no longer read.
      timer.shutdown();
    }
  }

  @Override
  public void close() {
    looking.cancel(false);
    timer.shutdownNow();
  }
}
