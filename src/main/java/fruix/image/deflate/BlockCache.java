package fruix.image.deflate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/** Keeps the blocks that were expanded last, for readers that come back to them. */
public final class BlockCache {
  private static final int BLOCKS = 64;

  private final Map<Long, byte[]> blocks =
      new LinkedHashMap<>(BLOCKS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, byte[]> eldest) {
          return size() > BLOCKS;
        }
      };

  /** The block at POSITION, expanded by EXPAND unless it is still here; not to be changed. */
  public byte[] block(long position, LongFunction<byte[]> expand) {
    synchronized (blocks) {
      byte[] known = blocks.get(position);
      if (known != null) {
        return known;
      }
    }
    byte[] block = expand.apply(position);
    synchronized (blocks) {
      blocks.put(position, block);
    }
    return block;
  }
}
