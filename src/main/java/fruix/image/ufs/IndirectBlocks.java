package fruix.image.ufs;

import static fruix.image.ufs.UfsLayout.POINTER;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The indirect blocks of a large file. They are numbered in the order in which a reader meets them:
 * a block before those it points at.
 */
final class IndirectBlocks {

  /** Takes the contents of the indirect block at ADDRESS. */
  @FunctionalInterface
  interface Sink {
    void block(long address, ByteBuffer contents);
  }

  private final UfsNode node;
  private final UfsGeometry geometry;
  private final BlockAddresses data;
  private final Sink sink;
  private long dataLeft;
  private int next;

  private IndirectBlocks(UfsNode node, UfsGeometry geometry, Sink sink) {
    this.node = node;
    this.geometry = geometry;
    this.sink = sink;
    this.data = new BlockAddresses(node.runs, geometry.frag());
    this.dataLeft = UfsLayout.ceilDiv(node.size, geometry.blockSize());
  }

  /** How many indirect blocks a file of BLOCKS blocks has, at POINTERS pointers each. */
  static long count(long blocks, long pointers) {
    long left = blocks - UfsLayout.DIRECT;
    long count = 0;
    long reach = 1;
    for (int level = 1; level <= UfsLayout.INDIRECT && left > 0; level++) {
      reach *= pointers;
      long here = Math.min(left, reach);
      for (long per = pointers; per <= reach; per *= pointers) {
        count += UfsLayout.ceilDiv(here, per);
      }
      left -= here;
    }
    return count;
  }

  /**
   * Hands SINK every indirect block of NODE, and returns the 15 addresses of its inode; those that
   * it does not need are 0.
   */
  static long[] make(UfsNode node, UfsGeometry geometry, Sink sink) {
    return new IndirectBlocks(node, geometry, sink).make();
  }

  private long[] make() {
    long[] addresses = new long[UfsLayout.DIRECT + UfsLayout.INDIRECT];
    for (int i = 0; i < UfsLayout.DIRECT && dataLeft > 0; i++) {
      addresses[i] = nextData();
    }
    for (int level = 0; level < UfsLayout.INDIRECT && dataLeft > 0; level++) {
      addresses[UfsLayout.DIRECT + level] = indirect(level);
    }
    if (next != node.indirect.length || dataLeft > 0) {
      throw new IllegalStateException("other indirect blocks than planned: " + node.path);
    }
    return addresses;
  }

  private long indirect(int level) {
    long address = node.indirect[next++];
    ByteBuffer contents = ByteBuffer.allocate(geometry.blockSize()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < contents.capacity() && dataLeft > 0; at += POINTER) {
      contents.putLong(at, level == 0 ? nextData() : indirect(level - 1));
    }
    sink.block(address, contents);
    return address;
  }

  private long nextData() {
    dataLeft--;
    return data.next();
  }
}
