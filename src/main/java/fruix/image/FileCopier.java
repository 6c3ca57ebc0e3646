package fruix.image;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Copies file contents to their places in an image; several threads share the work. */
public final class FileCopier {
  private static final int MOST_THREADS = 4;
  private static final int BUFFER = 1 << 18;
  private static final int BATCH = 32;
  private static final byte[] ZEROS = new byte[1 << 16];

  private final ImageOutput image;
  private final FileContent content;
  private final List<FileCopy> files;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();

  private FileCopier(ImageOutput image, FileContent content, List<FileCopy> files) {
    this.image = image;
    this.content = content;
    this.files = files;
  }

  /**
   * Copies FILES, whose runs do not overlap, from CONTENT to IMAGE. One that has more or fewer
   * bytes than it is said to have is a diagnostic; nothing is written any more once this returns or
   * throws.
   */
  public static void copy(ImageOutput image, FileContent content, List<FileCopy> files) {
    new FileCopier(image, content, files).run();
  }

  private void run() {
    int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> workers = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        workers.add(pool.submit(this::work));
      }
      for (Future<?> worker : workers) {
        worker.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FruixException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FruixException(
          Diagnostic.of(ExitCode.INTERRUPTED, "interrupted while writing the image"), e);
    } finally {
      stopped.set(true);
      finish(pool);
    }
  }

  /** Waits until no worker writes any more; an interrupt meanwhile is kept for the caller. */
  private static void finish(ExecutorService pool) {
    pool.shutdown();
    boolean interrupted = false;
    boolean finished = false;
    while (!finished) {
      try {
        finished = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    while (!stopped.get()) {
      int first = next.getAndAdd(BATCH);
      if (first >= files.size()) {
        return;
      }
      for (FileCopy file : files.subList(first, Math.min(first + BATCH, files.size()))) {
        if (stopped.get()) {
          return;
        }
        copy(file, buffer);
      }
    }
  }

  private void copy(FileCopy file, ByteBuffer buffer) {
    try (ReadableByteChannel source = content.open(file.path())) {
      long left = file.size();
      for (int run = 0; run < file.runs().length; run += 2) {
        long position = file.runs()[run];
        if (position < 0) {
          passOver(file, source, buffer, file.runs()[run + 1]);
          left -= file.runs()[run + 1];
          continue;
        }
        long end = position + file.runs()[run + 1];
        while (position < end) {
          buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
          left -= fill(file, source, buffer, left);
          position += buffer.limit();
          image.write(position - buffer.limit(), buffer);
        }
      }
      if (source.read(buffer.clear().limit(1)) > 0) {
        throw changed(file);
      }
    } catch (IOException e) {
      throw FruixException.io("read", Path.of(file.path().value()), e);
    }
  }

  private static void passOver(
      FileCopy file, ReadableByteChannel source, ByteBuffer buffer, long hole) throws IOException {
    for (long left = hole; left > 0; left -= buffer.limit()) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), left));
      fill(file, source, buffer, left);
      while (buffer.hasRemaining()) {
        if (buffer.get() != 0) {
          throw FruixException.failed("`" + file.path() + "' has data where it should have a hole");
        }
      }
    }
  }

  /** Fills BUFFER with the next bytes of the LEFT ones, and what then remains of it with zeros. */
  private static long fill(FileCopy file, ReadableByteChannel source, ByteBuffer buffer, long left)
      throws IOException {
    int limit = buffer.limit();
    int wanted = (int) Math.min(limit, left);
    buffer.limit(wanted);
    while (buffer.hasRemaining()) {
      if (source.read(buffer) < 0) {
        throw changed(file);
      }
    }
    buffer.limit(limit);
    while (buffer.hasRemaining()) {
      buffer.put(ZEROS, 0, Math.min(ZEROS.length, buffer.remaining()));
    }
    buffer.flip();
    return wanted;
  }

  private static FruixException changed(FileCopy file) {
    return FruixException.failed(
        "`"
            + file.path()
            + "' does not have the "
            + file.size()
            + " bytes that it is said to have");
  }
}
