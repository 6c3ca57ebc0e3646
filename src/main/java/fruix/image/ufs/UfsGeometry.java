package fruix.image.ufs;

import static fruix.image.ufs.UfsLayout.ceilDiv;
import static fruix.image.ufs.UfsLayout.roundUp;

/**
 * Where the parts of a file system lie. Counts and addresses are in fragments.
 *
 * @param fragments the size of the file system (fs_size)
 * @param groups how many cylinder groups (fs_ncg); the last may be shorter
 * @param perGroup fragments of a group (fs_fpg)
 * @param inodesPerGroup (fs_ipg) a multiple of the inodes of a block
 * @param superblock (fs_sblkno) and the next three: what a group has in it, from its beginning
 * @param header (fs_cblkno) the group's own description
 * @param inodes (fs_iblkno)
 * @param data (fs_dblkno)
 * @param summary (fs_csaddr) the address of the counts of all groups
 */
record UfsGeometry(
    int blockSize,
    int fragmentSize,
    long fragments,
    int groups,
    int perGroup,
    int inodesPerGroup,
    int superblock,
    int header,
    int inodes,
    int data,
    long summary) {
  private static final long SMALL_GROUP = 32L << 20;
  private static final int USUAL_GROUPS = 4;

  /** newfs(8): FS_MAXCONTIG and MAXPHYS / 32 KiB on 64-bit machines. */
  static final int CONTIGUOUS = 32;

  static final int CLUSTER_SUMS = 16;

  /**
   * The layout of a new file system of FRAGMENTS fragments with at least WANTEDINODES inodes: four
   * groups or more where each can have 32 MiB, of equal size but for the last. May have too little
   * room for anything: see {@link #freeBlocks}.
   */
  static UfsGeometry of(int blockSize, int fragmentSize, long fragments, long wantedInodes) {
    int frag = blockSize / fragmentSize;
    long usual = Math.min(USUAL_GROUPS, fragments * fragmentSize / SMALL_GROUP);
    for (long groups = Math.max(1, usual); ; groups++) {
      long perGroup = roundUp(ceilDiv(fragments, groups), frag);
      long inodesPerBlock = blockSize / UfsLayout.INODE_LENGTH;
      long used = ceilDiv(fragments, perGroup);
      long inodes = roundUp(ceilDiv(wantedInodes, used), inodesPerBlock);
      if (headerLength(inodes, perGroup, frag) <= blockSize) {
        return make(blockSize, fragmentSize, fragments, (int) used, (int) perGroup, (int) inodes);
      }
    }
  }

  private static UfsGeometry make(
      int block, int fragment, long fragments, int groups, int perGroup, int inodesPerGroup) {
    int frag = block / fragment;
    int superblock =
        (int) roundUp(ceilDiv(UfsLayout.SUPERBLOCK + UfsLayout.SUPERBLOCK_SIZE, fragment), frag);
    int header = superblock + (int) roundUp(ceilDiv(UfsLayout.SUPERBLOCK_SIZE, fragment), frag);
    int inodes = header + frag;
    int data = inodes + (int) ((long) inodesPerGroup * UfsLayout.INODE_LENGTH / fragment);
    return new UfsGeometry(
        block,
        fragment,
        fragments,
        groups,
        perGroup,
        inodesPerGroup,
        superblock,
        header,
        inodes,
        data,
        data);
  }

  /** CGSIZE of fs.h, before it is rounded up to fragments. */
  private static long headerLength(long inodes, long perGroup, int frag) {
    return UfsLayout.CG_STRUCTURE
        + 4
        + ceilDiv(inodes, 8)
        + ceilDiv(perGroup, 8)
        + CLUSTER_SUMS * 4
        + ceilDiv(perGroup / frag, 8);
  }

  /** Fragments of a block (fs_frag). */
  int frag() {
    return blockSize / fragmentSize;
  }

  int inodesPerBlock() {
    return blockSize / UfsLayout.INODE_LENGTH;
  }

  /** Pointers in an indirect block (fs_nindir). */
  int pointers() {
    return blockSize / UfsLayout.POINTER;
  }

  /** In bytes, whole fragments (fs_cgsize). */
  int headerSize() {
    return (int) roundUp(headerLength(inodesPerGroup, perGroup, frag()), fragmentSize);
  }

  /** In bytes, whole fragments (fs_cssize). */
  int summarySize() {
    return (int) roundUp((long) groups * UfsLayout.CSUM_LENGTH, fragmentSize);
  }

  /** In bytes (fs_sbsize). */
  int superblockSize() {
    long rounded = roundUp(UfsLayout.SUPERBLOCK_STRUCTURE, fragmentSize);
    return (int) Math.min(rounded, UfsLayout.SUPERBLOCK_SIZE);
  }

  /** The largest file (fs_maxfilesize), in bytes. */
  long maxFileSize() {
    long size = (long) blockSize * UfsLayout.DIRECT - 1;
    long level = blockSize;
    for (int i = 0; i < UfsLayout.INDIRECT; i++) {
      level *= pointers();
      size += level;
    }
    return size;
  }

  long bytes(long address) {
    return address * fragmentSize;
  }

  long groupStart(int group) {
    return (long) group * perGroup;
  }

  /** Fragments of GROUP (cg_ndblk). */
  int groupLength(int group) {
    return (int) Math.min(perGroup, fragments - groupStart(group));
  }

  /** The first fragment behind the metadata of GROUP, counted from its beginning. */
  int dataStart(int group) {
    return data + (group == 0 ? summarySize() / fragmentSize : 0);
  }

  /** Where INODE is, in bytes. */
  long inodeOffset(long inode) {
    int group = (int) (inode / inodesPerGroup);
    return bytes(groupStart(group) + inodes) + inode % inodesPerGroup * UfsLayout.INODE_LENGTH;
  }

  long allInodes() {
    return (long) groups * inodesPerGroup;
  }

  /** Fragments that are not metadata (fs_dsize). */
  long dataFragments() {
    return fragments
        - superblock
        - (long) groups * (data - superblock)
        - summarySize() / fragmentSize;
  }

  /** Whole blocks for data in an empty file system; negative when not even the metadata fit. */
  long freeBlocks() {
    int last = groups - 1;
    if (data + frag() > groupLength(last) || dataStart(0) > groupLength(0)) {
      return -1;
    }
    long free = 0;
    for (int group = 0; group < groups; group++) {
      int start = (int) roundUp(dataStart(group), frag());
      free += (groupLength(group) - start) / frag() + (group == 0 ? 0 : superblock / frag());
    }
    return free;
  }
}
