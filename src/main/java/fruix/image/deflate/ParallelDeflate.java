package fruix.image.deflate;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.image.ImageBlocks;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Compresses the blocks of an image that hold data, several at once. */
public final class ParallelDeflate {

  /** Takes one block. */
  @FunctionalInterface
  public interface Sink {
    /**
     * @param index of the block in the image
     */
    void block(int index, byte[] plain, byte[] compressed);
  }

  private static final class Block {
    final int index;
    final byte[] plain;
    final byte[] compressed;

    Block(int index, byte[] plain, byte[] compressed) {
      this.index = index;
      this.plain = plain;
      this.compressed = compressed;
    }
  }

  private final ImageBlocks blocks;
  private final int window;
  private final BiFunction<DeflateEncoder, byte[], byte[]> encoding;
  private final Queue<DeflateEncoder> encoders = new ConcurrentLinkedQueue<>();

  /**
   * @param window how many bytes back a match may lie
   * @param encoding what an encoder is to make of a block
   */
  public ParallelDeflate(
      ImageBlocks blocks, int window, BiFunction<DeflateEncoder, byte[], byte[]> encoding) {
    this.blocks = blocks;
    this.window = window;
    this.encoding = encoding;
  }

  /** Hands SINK every block that is not all zeros, in their order and by this thread. */
  public void run(Sink sink) {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    Deque<Future<Block>> ahead = new ArrayDeque<>();
    try {
      int next = blocks.nextData(0);
      while (next >= 0 || !ahead.isEmpty()) {
        if (next >= 0 && ahead.size() < 4 * threads) {
          int index = next;
          ahead.add(pool.submit(() -> encode(index)));
          next = blocks.nextData(index + 1);
        } else {
          Block block = ahead.remove().get();
          sink.block(block.index, block.plain, block.compressed);
        }
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
      pool.shutdownNow();
    }
  }

  private Block encode(int index) {
    @Nullable DeflateEncoder idle = encoders.poll();
    DeflateEncoder encoder = idle == null ? new DeflateEncoder(blocks.blockSize(), window) : idle;
    byte[] plain = blocks.read(index);
    Block block = new Block(index, plain, encoding.apply(encoder, plain));
    encoders.add(encoder);
    return block;
  }
}
