package fruix.archive;

import fruix.archive.DecodedBlocks.Chunk;
import fruix.archive.DecodedBlocks.Step;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.CorruptedInputException;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SeekableFileInputStream;
import org.tukaani.xz.SeekableXZInputStream;
import org.tukaani.xz.XZFormatException;

/**
 * The contents of an .xz file, of one or several streams, whose blocks several threads decode and
 * one reader gets in order, every integrity check verified. A block whose dictionary is too large
 * to have several of is decoded by the reader's thread alone; one that is too large even so is an
 * IOException.
 */
final class ParallelXzInputStream extends InputStream {
  /** KiB that one of several decoders may use: enough for the dictionary of {@code xz -6}. */
  private static final int SHARED_LIMIT = 18 << 10;

  /** KiB that the reader's decoder may use: enough for the dictionary of {@code xz -9}. */
  private static final int ALONE_LIMIT = 80 << 10;

  /** More decoders than this would use too much memory. */
  private static final int MOST_THREADS = 4;

  private final Path file;
  private final SeekableXZInputStream own;
  private final DecodedBlocks blocks;
  private final List<Thread> workers = new ArrayList<>();
  private @Nullable Chunk current;
  private int offset;

  /** Bytes of a large block that this thread has yet to decode. */
  private long leftAlone;

  ParallelXzInputStream(Path file, int threads) throws IOException {
    this.file = file;
    this.own = openWhole();
    this.blocks = new DecodedBlocks(own.getBlockCount());
    int count = Math.min(Math.min(threads, MOST_THREADS), own.getBlockCount());
    for (int i = 0; i < count; i++) {
      Thread worker = new Thread(this::work, "xz-" + (i + 1));
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
  }

  /** Opens the file for the first time, which needs its end: there the index is. */
  private SeekableXZInputStream openWhole() throws IOException {
    try {
      return open(ALONE_LIMIT);
    } catch (CorruptedInputException | XZFormatException | EOFException e) {
      throw new IOException("it is truncated, or not an .xz file", e);
    }
  }

  private SeekableXZInputStream open(int limit) throws IOException {
    SeekableFileInputStream in = new SeekableFileInputStream(file.toFile());
    try {
      return new SeekableXZInputStream(in, limit, new BasicArrayCache());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private void work() {
    int number = blocks.claim();
    try (SeekableXZInputStream xz = open(SHARED_LIMIT)) {
      while (number >= 0) {
        decode(xz, number);
        number = blocks.claim();
      }
    } catch (IOException | RuntimeException e) {
      blocks.fail(number, e);
    } catch (OutOfMemoryError e) {
      blocks.fail(number, new IOException("out of memory", e));
    } catch (InterruptedException e) {
      blocks.fail(number, e);
    }
  }

  private void decode(SeekableXZInputStream xz, int number)
      throws IOException, InterruptedException {
    long left = xz.getBlockSize(number);
    if (left > 0) {
      xz.seekToBlock(number);
    }
    while (left > 0) {
      Chunk chunk = blocks.take(number);
      if (chunk == null) {
        return;
      }
      try {
        chunk.length = read(xz, chunk.data, 0, (int) Math.min(left, chunk.data.length));
      } catch (MemoryLimitException e) {
        blocks.leave(number, chunk);
        return;
      }
      left -= chunk.length;
      blocks.give(number, chunk);
    }
    blocks.finish(number);
  }

  private static int read(SeekableXZInputStream xz, byte[] buffer, int start, int length)
      throws IOException {
    int count = xz.read(buffer, start, length);
    if (count <= 0) {
      throw new IOException("a block is shorter than the index says");
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int start, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (current == null && leftAlone == 0) {
      advance();
    }
    if (leftAlone > 0) {
      return readAlone(buffer, start, length);
    }
    return current == null ? -1 : readFrom(current, buffer, start, length);
  }

  private void advance() throws IOException {
    Step step = blocks.next();
    current = step.chunk();
    offset = 0;
    if (step.large() >= 0) {
      own.seekToBlock(step.large());
      leftAlone = own.getBlockSize(step.large());
    }
  }

  private int readFrom(Chunk chunk, byte[] buffer, int start, int length) {
    int count = Math.min(length, chunk.length - offset);
    System.arraycopy(chunk.data, offset, buffer, start, count);
    offset += count;
    if (offset == chunk.length) {
      current = null;
      blocks.release(chunk);
    }
    return count;
  }

  private int readAlone(byte[] buffer, int start, int length) throws IOException {
    int count = read(own, buffer, start, (int) Math.min(length, leftAlone));
    leftAlone -= count;
    if (leftAlone == 0) {
      blocks.pass();
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    blocks.close();
    boolean interrupted = false;
    for (Thread worker : workers) {
      while (worker.isAlive()) {
        try {
          worker.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    own.close();
  }
}
