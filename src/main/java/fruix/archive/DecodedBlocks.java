package fruix.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What several threads have decoded and one reader has not read yet: chunks of blocks, which
 * threads claim by number and the reader gets in order. The chunks' sum is bounded. When it is
 * reached, only the thread whose block is being read may go on, so that neither large nor many
 * blocks need more.
 */
final class DecodedBlocks {
  static final int CHUNK = 1 << 18;

  /** Decoded bytes that may wait for the reader. */
  private static final long READ_AHEAD = 64L << 20;

  /** Bytes of the block being read that may wait in any case. */
  private static final long HEAD_AHEAD = 4L << 20;

  private final int count;
  private final Map<Integer, Block> blocks = new HashMap<>();
  private final ArrayDeque<Chunk> free = new ArrayDeque<>();
  private long waiting;
  private int next;
  private int head;
  private boolean closed;

  /** Some decoded bytes. */
  static final class Chunk {
    final byte[] data = new byte[CHUNK];
    int length;
  }

  private static final class Block {
    final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    boolean done;
    boolean large;
    @Nullable Exception failure;
  }

  /**
   * What the reader gets: a chunk; or the number of a block that it has to decode itself, and then
   * to {@link #pass}; at the end, neither.
   */
  record Step(@Nullable Chunk chunk, int large) {
    static final Step END = new Step(null, -1);
  }

  /** Of COUNT blocks. */
  DecodedBlocks(int count) {
    this.count = count;
  }

  /** The number of a block for this thread to decode, or -1 when there is none left. */
  synchronized int claim() {
    if (closed || next == count) {
      return -1;
    }
    blocks.put(next, new Block());
    return next++;
  }

  /** An empty chunk for block NUMBER, as soon as it may have one; null once closed. */
  synchronized @Nullable Chunk take(int number) throws InterruptedException {
    while (!closed && !mayGrow(number)) {
      wait();
    }
    if (closed) {
      return null;
    }
    waiting += CHUNK;
    Chunk chunk = free.poll();
    return chunk == null ? new Chunk() : chunk;
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

  /** Appends a filled chunk to block NUMBER. */
  synchronized void give(int number, Chunk chunk) {
    block(number).chunks.add(chunk);
    notifyAll();
  }

  /** Says that block NUMBER is whole. */
  synchronized void finish(int number) {
    block(number).done = true;
    notifyAll();
  }

  /** Leaves block NUMBER, of which there is nothing yet but the chunk UNUSED, to the reader. */
  synchronized void leave(int number, Chunk unused) {
    release(unused);
    block(number).large = true;
    block(number).done = true;
    notifyAll();
  }

  /** Says that block NUMBER, -1 for none, will not be whole. */
  synchronized void fail(int number, Exception failure) {
    Block block = blocks.get(number);
    if (block != null) {
      block.failure = failure;
      block.done = true;
    }
    notifyAll();
  }

  /** Gives back a chunk that was read. */
  synchronized void release(Chunk chunk) {
    waiting -= CHUNK;
    free.add(chunk);
    notifyAll();
  }

  /** The reader's next step, as soon as it is known; throws the failure of a block. */
  synchronized Step next() throws IOException {
    while (head < count) {
      Block block = await();
      Chunk chunk = block.chunks.poll();
      if (chunk != null) {
        return new Step(chunk, -1);
      }
      if (block.failure != null) {
        throw new IOException(block.failure.getMessage(), block.failure);
      }
      if (block.large) {
        return new Step(null, head);
      }
      pass();
    }
    return Step.END;
  }

  /** Goes on to the block after the one being read. */
  synchronized void pass() {
    blocks.remove(head);
    head++;
    notifyAll();
  }

  private Block await() throws InterruptedIOException {
    try {
      while (true) {
        Block block = blocks.get(head);
        if (block != null && (block.done || !block.chunks.isEmpty())) {
          return block;
        }
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while decompressing");
    }
  }

  /** Ends every wait; nothing is claimed any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
