package fruix.image.ufs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/**
 * The description of a cylinder group as it stands on the disk, whose maps lie inside it.
 *
 * @param bytes struct cg and its maps, fs_cgsize bytes
 */
record GroupHeader(UfsGeometry geometry, int number, ByteBuffer bytes) {

  /**
   * False if the numbers in it do not fit the file system, so that nothing else is worth a look.
   */
  boolean isUsable() {
    int inodes = geometry.inodesPerGroup();
    return bytes.getInt(UfsLayout.CG_MAGIC) == UfsLayout.CG_MAGIC_VALUE
        && bytes.getInt(UfsLayout.CG_CGX) == number
        && bytes.getInt(UfsLayout.CG_NDBLK) == geometry.groupLength(number)
        && bytes.getInt(UfsLayout.CG_NIBLK) == inodes
        && initialisedInodes() >= 0
        && initialisedInodes() <= inodes
        && fits(bytes.getInt(UfsLayout.CG_IUSEDOFF), inodes)
        && fits(bytes.getInt(UfsLayout.CG_FREEOFF), geometry.perGroup());
  }

  private boolean fits(int offset, int bits) {
    return offset >= UfsLayout.CG_SPACE && offset <= bytes.limit() - (bits + 7) / 8;
  }

  boolean hasRightHash() {
    return CheckHash.of(bytes, 0, bytes.limit(), UfsLayout.CG_CKHASH)
        == bytes.getInt(UfsLayout.CG_CKHASH);
  }

  int initialisedInodes() {
    return bytes.getInt(UfsLayout.CG_INITEDIBLK);
  }

  BitSet usedInodes() {
    return map(UfsLayout.CG_IUSEDOFF, geometry.inodesPerGroup());
  }

  BitSet freeFragments() {
    return map(UfsLayout.CG_FREEOFF, geometry.groupLength(number));
  }

  private BitSet map(int offsetAt, int bits) {
    ByteBuffer map = bytes.slice(bytes.getInt(offsetAt), (bits + 7) / 8);
    BitSet set = BitSet.valueOf(map.order(ByteOrder.LITTLE_ENDIAN));
    set.clear(bits, Math.max(bits, set.length()));
    return set;
  }

  /** Count INDEX of struct csum: directories, free blocks, free inodes, free fragments. */
  int count(int index) {
    return bytes.getInt(UfsLayout.CG_CS + 4 * index);
  }

  /** How many runs of LENGTH free fragments there are, as it says. */
  int fragmentRuns(int length) {
    return bytes.getInt(UfsLayout.CG_FRSUM + 4 * length);
  }
}
