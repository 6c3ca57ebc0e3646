package fruix.image.ufs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/** What is taken in one cylinder group, and its description on the disk. */
final class CylinderGroup {
  private final UfsGeometry geometry;
  private final int number;
  private final BitSet used = new BitSet();
  private int inodes;
  private int directories;

  CylinderGroup(UfsGeometry geometry, int number) {
    this.geometry = geometry;
    this.number = number;
    this.inodes = number == 0 ? UfsLayout.ROOT_INODE : 0;
    used.set(number == 0 ? 0 : geometry.superblock(), geometry.dataStart(number));
  }

  boolean hasFreeInode() {
    return inodes < geometry.inodesPerGroup();
  }

  /** Takes the next inode and returns its number. */
  long takeInode(boolean directory) {
    directories += directory ? 1 : 0;
    return (long) number * geometry.inodesPerGroup() + inodes++;
  }

  /** Marks COUNT fragments, the first being number FIRST of the group. */
  void take(int first, int count) {
    used.set(first, first + count);
  }

  int freeInodes() {
    return geometry.inodesPerGroup() - inodes;
  }

  /**
   * Inodes that are written; the others may hold anything ({@code ffs_nodealloccg} initialises them
   * a block at a time).
   */
  int initialisedInodes() {
    int perBlock = geometry.inodesPerBlock();
    int needed = Math.max(2 * perBlock, (int) UfsLayout.roundUp(inodes, perBlock));
    return Math.min(needed, geometry.inodesPerGroup());
  }

  /** The counts of struct csum: directories, free blocks, free inodes, free fragments. */
  int[] counts() {
    int blocks = 0;
    int fragments = 0;
    for (int at = 0; at < geometry.groupLength(number); at += geometry.frag()) {
      int free = freeIn(at);
      if (free == geometry.frag()) {
        blocks++;
      } else {
        fragments += free;
      }
    }
    return new int[] {directories, blocks, freeInodes(), fragments};
  }

  /** The free fragments of the block that begins with fragment AT of the group. */
  private int freeIn(int at) {
    int end = Math.min(at + geometry.frag(), geometry.groupLength(number));
    return end - at - used.get(at, end).cardinality();
  }

  /** struct cg with its maps, as long as fs_cgsize; the check hash is left 0. */
  ByteBuffer header(long time) {
    ByteBuffer cg = ByteBuffer.allocate(geometry.headerSize()).order(ByteOrder.LITTLE_ENDIAN);
    int length = geometry.groupLength(number);
    int frag = geometry.frag();
    int inodeMap = UfsLayout.CG_SPACE;
    int freeMap = inodeMap + (int) UfsLayout.ceilDiv(geometry.inodesPerGroup(), 8);
    int freeMapEnd = freeMap + (int) UfsLayout.ceilDiv(geometry.perGroup(), 8);
    int clusterSums = (int) UfsLayout.roundUp(freeMapEnd - 4L, 4);
    int clusterMap = clusterSums + (UfsGeometry.CLUSTER_SUMS + 1) * 4;
    cg.putInt(UfsLayout.CG_MAGIC, UfsLayout.CG_MAGIC_VALUE);
    cg.putInt(UfsLayout.CG_CGX, number);
    cg.putInt(UfsLayout.CG_NDBLK, length);
    int[] counts = counts();
    for (int i = 0; i < counts.length; i++) {
      cg.putInt(UfsLayout.CG_CS + 4 * i, counts[i]);
    }
    cg.putInt(UfsLayout.CG_IUSEDOFF, inodeMap);
    cg.putInt(UfsLayout.CG_FREEOFF, freeMap);
    cg.putInt(
        UfsLayout.CG_NEXTFREEOFF,
        clusterMap + (int) UfsLayout.ceilDiv(geometry.perGroup() / frag, 8));
    cg.putInt(UfsLayout.CG_CLUSTERSUMOFF, clusterSums);
    cg.putInt(UfsLayout.CG_CLUSTEROFF, clusterMap);
    cg.putInt(UfsLayout.CG_NCLUSTERBLKS, length / frag);
    cg.putInt(UfsLayout.CG_NIBLK, geometry.inodesPerGroup());
    cg.putInt(UfsLayout.CG_INITEDIBLK, initialisedInodes());
    cg.putLong(UfsLayout.CG_TIME, time);
    putBits(cg, inodeMap, usedInodes());
    BitSet free = new BitSet(length);
    free.set(0, length);
    free.andNot(used);
    putBits(cg, freeMap, free);
    clusters(cg, free, clusterSums, clusterMap);
    return cg;
  }

  private BitSet usedInodes() {
    BitSet bits = new BitSet();
    bits.set(0, inodes);
    return bits;
  }

  /** Free whole blocks, runs of them by length, and runs of free fragments by length. */
  private void clusters(ByteBuffer cg, BitSet free, int sums, int map) {
    int frag = geometry.frag();
    BitSet whole = new BitSet();
    int run = 0;
    for (int block = 0; block * frag < geometry.groupLength(number); block++) {
      if (freeIn(block * frag) == frag) {
        whole.set(block);
        run++;
        continue;
      }
      countRun(cg, sums, run);
      run = 0;
      fragmentRuns(cg, free, block * frag);
    }
    countRun(cg, sums, run);
    putBits(cg, map, whole);
  }

  private static void countRun(ByteBuffer cg, int sums, int run) {
    if (run > 0) {
      add(cg, sums + 4 * Math.min(run, UfsGeometry.CLUSTER_SUMS));
    }
  }

  private void fragmentRuns(ByteBuffer cg, BitSet free, int block) {
    int end = block + geometry.frag();
    for (int at = free.nextSetBit(block); at >= 0 && at < end; ) {
      int stop = Math.min(free.nextClearBit(at), end);
      add(cg, UfsLayout.CG_FRSUM + 4 * (stop - at));
      at = free.nextSetBit(stop);
    }
  }

  private static void add(ByteBuffer cg, int at) {
    cg.putInt(at, cg.getInt(at) + 1);
  }

  private static void putBits(ByteBuffer cg, int at, BitSet bits) {
    cg.put(at, bits.toByteArray());
  }
}
