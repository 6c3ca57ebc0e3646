package fruix.image.ufs;

import java.util.Arrays;

/**
 * Gives files their fragments: whole blocks one after the other, and the ends of small files in
 * blocks that several share. How many blocks it takes does not depend on where they are.
 */
final class FragmentAllocator {
  private final BlockSource source;
  private final int blockSize;
  private final int fragmentSize;
  private final int frag;

  /** For each number of fragments the addresses at which so many are left of a shared block. */
  private final long[][] left;

  private final int[] leftCount;
  private long blocks;

  FragmentAllocator(BlockSource source, int blockSize, int fragmentSize) {
    this.source = source;
    this.blockSize = blockSize;
    this.fragmentSize = fragmentSize;
    this.frag = blockSize / fragmentSize;
    this.left = new long[frag][4];
    this.leftCount = new int[frag];
  }

  /** Blocks taken from the source so far. */
  long blocks() {
    return blocks;
  }

  /** Places the contents of NODE and its indirect blocks. */
  void place(UfsNode node) {
    long size = node.stored();
    if (size == 0) {
      return;
    }
    boolean large = size > (long) UfsLayout.DIRECT * blockSize;
    long whole = large ? UfsLayout.ceilDiv(size, blockSize) : size / blockSize;
    node.indirect = new long[0];
    Runs runs = new Runs();
    long block = 0;
    for (int hole = 0; hole < node.holes.length; hole += 2) {
      takeBlocks(node, block, node.holes[hole], whole, runs);
      runs.add(0, node.holes[hole + 1] * frag);
      block = node.holes[hole] + node.holes[hole + 1];
    }
    takeBlocks(node, block, whole, whole, runs);
    if (!large) {
      int tail = (int) UfsLayout.ceilDiv(size % blockSize, fragmentSize);
      if (tail == frag) {
        take(1, runs);
      } else if (tail > 0) {
        runs.add(shared(tail), tail);
      }
    }
    node.runs = runs.toArray();
  }

  /**
   * Places the blocks FROM to TO, without, of a file of WHOLE blocks; its indirect blocks before
   * the first of those that they point at.
   */
  private void takeBlocks(UfsNode node, long from, long to, long whole, Runs runs) {
    long direct = Math.max(0, Math.min(to, UfsLayout.DIRECT) - from);
    take(direct, runs);
    if (to - from > direct) {
      if (node.indirect.length == 0) {
        placeIndirect(node, whole);
      }
      take(to - from - direct, runs);
    }
  }

  private void placeIndirect(UfsNode node, long whole) {
    Runs indirect = new Runs();
    take(IndirectBlocks.count(whole, blockSize / UfsLayout.POINTER), indirect);
    node.indirect = indirect.eachBlock(frag);
  }

  private void take(long count, Runs runs) {
    long wanted = count;
    blocks += count;
    while (wanted > 0) {
      BlockSource.Run run = source.next(wanted);
      runs.add(run.address(), run.blocks() * frag);
      wanted -= run.blocks();
    }
  }

  /** COUNT fragments of one block: of the shared block that they fill best, else of a new one. */
  private long shared(int count) {
    int room = count;
    while (room < frag && leftCount[room] == 0) {
      room++;
    }
    long address;
    if (room < frag) {
      address = left[room][--leftCount[room]];
    } else {
      address = source.next(1).address();
      blocks++;
    }
    if (room > count) {
      int rest = room - count;
      if (leftCount[rest] == left[rest].length) {
        left[rest] = Arrays.copyOf(left[rest], 2 * leftCount[rest]);
      }
      left[rest][leftCount[rest]++] = address + count;
    }
    return address;
  }

  /** Collects runs, joining those that touch; the address 0 is a hole. */
  private static final class Runs {
    private long[] pairs = new long[2];
    private int length;

    void add(long address, long fragments) {
      if (fragments == 0) {
        return;
      }
      if (length > 0
          && pairs[length - 2] != 0
          && pairs[length - 2] + pairs[length - 1] == address) {
        pairs[length - 1] += fragments;
        return;
      }
      if (length == pairs.length) {
        pairs = Arrays.copyOf(pairs, 2 * length);
      }
      pairs[length++] = address;
      pairs[length++] = fragments;
    }

    long[] toArray() {
      return Arrays.copyOf(pairs, length);
    }

    long[] eachBlock(int frag) {
      long[] blocks = new long[0];
      for (int i = 0; i < length; i += 2) {
        int old = blocks.length;
        int more = (int) (pairs[i + 1] / frag);
        blocks = Arrays.copyOf(blocks, old + more);
        for (int k = 0; k < more; k++) {
          blocks[old + k] = pairs[i] + (long) k * frag;
        }
      }
      return blocks;
    }
  }
}
