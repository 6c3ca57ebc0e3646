package fruix.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.SeekableFileInputStream;
import org.tukaani.xz.SeekableXZInputStream;

/**
 * The contents of an .xz file, whose blocks several threads decode and one reader gets in order.
 * Decoded bytes wait in chunks; their sum is bounded, and only the thread whose block is being read
 * may go on when they are many, so that neither large nor many blocks use more memory. A block
 * whose dictionary is too large to have several of is decoded by the reader's thread alone.
 */
final class ParallelXzInputStream extends InputStream {
  /** Decoded bytes that may wait for the reader. */
  private static final long READ_AHEAD = 64L << 20;

  /** Of these, bytes of the block that is being read. */
  private static final long HEAD_AHEAD = 4L << 20;

  private static final int CHUNK = 1 << 18;

  /** KiB that one of several decoders may use: enough for the dictionary of {@code xz -6}. */
  private static final int SHARED_LIMIT = 18 << 10;

  /** KiB that the only decoder may use: enough for the dictionary of {@code xz -9}. */
  private static final int ALONE_LIMIT = 80 << 10;

  /** More decoders than this would use too much memory. */
  private static final int MOST_THREADS = 4;

  private final Path file;
  private final SeekableXZInputStream index;
  private final Object lock = new Object();
  private final List<Thread> workers = new ArrayList<>();
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final ArrayDeque<Chunk> free = new ArrayDeque<>();
  private long waiting;
  private int nextBlock;
  private int head;
  private boolean closed;

  private @Nullable Chunk current;
  private int offset;
  private long leftAlone;

  private static final class Chunk {
    final byte[] data = new byte[CHUNK];
    int length;
  }

  private static final class Block {
    final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    boolean done;
    boolean large;
    @Nullable Exception failure;
  }

  ParallelXzInputStream(Path file, int threads) throws IOException {
    this.file = file;
    this.index = open(ALONE_LIMIT);
    int count = Math.min(Math.min(threads, MOST_THREADS), index.getBlockCount());
    for (int i = 0; i < count; i++) {
      Thread worker = new Thread(this::work, "xz-" + (i + 1));
      worker.setDaemon(true);
      workers.add(worker);
    }
    workers.forEach(Thread::start);
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
    int number = claim();
    try (SeekableXZInputStream xz = open(SHARED_LIMIT)) {
      while (number >= 0) {
        decode(xz, number);
        number = claim();
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      fail(number, e instanceof Exception x ? x : new IOException("out of memory", e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The number of a block for this thread to decode, or -1 when there is none left. */
  private int claim() {
    synchronized (lock) {
      if (closed || nextBlock == index.getBlockCount()) {
        return -1;
      }
      blocks.put(nextBlock, new Block());
      return nextBlock++;
    }
  }

  private void decode(SeekableXZInputStream xz, int number)
      throws IOException, InterruptedException {
    long left = xz.getBlockSize(number);
    if (left > 0) {
      xz.seekToBlock(number);
    }
    while (left > 0) {
      Chunk chunk = take(number);
      if (chunk == null) {
        return;
      }
      try {
        chunk.length = xz.read(chunk.data, 0, (int) Math.min(left, CHUNK));
      } catch (MemoryLimitException e) {
        finish(number, chunk, true);
        return;
      }
      if (chunk.length <= 0) {
        throw new IOException("a block is shorter than the index says");
      }
      left -= chunk.length;
      give(number, chunk);
    }
    finish(number, null, false);
  }

  /** An empty chunk for block NUMBER as soon as it may have one; null once closed. */
  private @Nullable Chunk take(int number) throws InterruptedException {
    synchronized (lock) {
      while (!closed && !mayGrow(number)) {
        lock.wait();
      }
      if (closed) {
        return null;
      }
      waiting += CHUNK;
      Chunk chunk = free.poll();
      return chunk == null ? new Chunk() : chunk;
    }
  }

  private boolean mayGrow(int number) {
    return waiting + CHUNK <= READ_AHEAD
        || number == head && (long) block(number).chunks.size() * CHUNK < HEAD_AHEAD;
  }

  private Block block(int number) {
    Block block = blocks.get(number);
    if (block == null) {
      throw new IllegalStateException("block " + number + " is not claimed");
    }
    return block;
  }

  private void give(int number, Chunk chunk) {
    synchronized (lock) {
      block(number).chunks.add(chunk);
      lock.notifyAll();
    }
  }

  private void finish(int number, @Nullable Chunk unused, boolean large) {
    synchronized (lock) {
      if (unused != null) {
        release(unused);
      }
      block(number).large = large;
      block(number).done = true;
      lock.notifyAll();
    }
  }

  private void fail(int number, Exception failure) {
    synchronized (lock) {
      Block block = blocks.get(number);
      if (block != null) {
        block.failure = failure;
        block.done = true;
      }
      lock.notifyAll();
    }
  }

  private void release(Chunk chunk) {
    waiting -= CHUNK;
    free.add(chunk);
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
    if (leftAlone == 0 && (current == null || offset == current.length) && !advance()) {
      return -1;
    }
    if (leftAlone > 0) {
      return readAlone(buffer, start, length);
    }
    Chunk chunk = current;
    if (chunk == null) {
      throw new IllegalStateException("advanced to nothing");
    }
    int count = Math.min(length, chunk.length - offset);
    System.arraycopy(chunk.data, offset, buffer, start, count);
    offset += count;
    return count;
  }

  private int readAlone(byte[] buffer, int start, int length) throws IOException {
    int count = index.read(buffer, start, (int) Math.min(length, leftAlone));
    if (count <= 0) {
      throw new IOException("a block is shorter than the index says");
    }
    leftAlone -= count;
    if (leftAlone == 0) {
      nextHead();
    }
    return count;
  }

  /** Moves to the next chunk, or to a large block; false at the end. */
  private boolean advance() throws IOException {
    synchronized (lock) {
      if (current != null) {
        release(current);
        current = null;
        lock.notifyAll();
      }
      while (head < index.getBlockCount()) {
        Block block = await();
        Chunk chunk = block.chunks.poll();
        if (chunk != null) {
          current = chunk;
          offset = 0;
          return true;
        }
        if (block.failure != null) {
          throw new IOException(block.failure.getMessage(), block.failure);
        }
        if (block.large) {
          index.seekToBlock(head);
          leftAlone = index.getBlockSize(head);
          return true;
        }
        nextHead();
      }
      return false;
    }
  }

  private void nextHead() {
    synchronized (lock) {
      blocks.remove(head);
      head++;
      lock.notifyAll();
    }
  }

  /** The block being read, once it has a chunk or is done. */
  private Block await() throws InterruptedIOException {
    try {
      while (true) {
        Block block = blocks.get(head);
        if (block != null && (block.done || !block.chunks.isEmpty())) {
          return block;
        }
        lock.wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while decompressing");
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
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
    index.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
