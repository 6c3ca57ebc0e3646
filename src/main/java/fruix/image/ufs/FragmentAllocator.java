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
    long direct = (long) UfsLayout.DIRECT * blockSize;
    Runs runs = new Runs();
    if (size > direct) {
      long all = UfsLayout.ceilDiv(size, blockSize);
      take(UfsLayout.DIRECT, runs);
      Runs indirect = new Runs();
      take(IndirectBlocks.count(all, blockSize / UfsLayout.POINTER), indirect);
      node.indirect = indirect.eachBlock(frag);
      take(all - UfsLayout.DIRECT, runs);
    } else {
      take(size / blockSize, runs);
      int tail = (int) UfsLayout.ceilDiv(size % blockSize, fragmentSize);
      if (tail == frag) {
        take(1, runs);
      } else if (tail > 0) {
        runs.add(shared(tail), tail);
      }
    }
    node.runs = runs.toArray();
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

  /** Collects runs, joining those that touch. */
  private static final class Runs {
    private long[] pairs = new long[2];
    private int length;

    void add(long address, long fragments) {
      if (length > 0 && pairs[length - 2] + pairs[length - 1] == address) {
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
