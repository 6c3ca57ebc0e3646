package fruix.image.ufs;

import fruix.image.Seed;
import java.util.regex.Pattern;

/**
 * What is to be made.
 *
 * @param size of the file system in bytes; 0 for as much as the tree and FREESPACE need
 * @param freeSpace in bytes, beyond the reserve of MINFREE; used when SIZE is 0
 * @param label up to 31 letters, digits, dashes, underscores and dots; empty for none
 * @param minFree percentage that only root may fill, 0…99
 * @param softUpdates whether FreeBSD is to mount it with soft updates (without a journal)
 * @param checkHashes whether the metadata carry check hashes, as newfs(8) makes them since 12.1
 * @param blockSize in bytes: 4096, 8192, … 65536
 * @param fragmentSize in bytes: the block size, or its half, quarter or eighth; at least 512
 * @param time of every inode and of the file system, in seconds since the epoch
 * @param seed of the identifier and the generation numbers
 */
public record UfsOptions(
    long size,
    long freeSpace,
    String label,
    int minFree,
    boolean softUpdates,
    boolean checkHashes,
    int blockSize,
    int fragmentSize,
    long time,
    Seed seed) {
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.-]{0,31}");

  public UfsOptions {
    if (size < 0 || freeSpace < 0 || minFree < 0 || minFree > 99) {
      throw new IllegalArgumentException("a negative size, or a reserve of " + minFree + " %");
    }
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not a UFS label: `" + label + "'");
    }
    boolean powers = Integer.bitCount(blockSize) == 1 && Integer.bitCount(fragmentSize) == 1;
    if (!powers
        || blockSize < UfsLayout.MIN_BLOCK
        || blockSize > UfsLayout.MAX_BLOCK
        || fragmentSize < UfsLayout.SECTOR
        || fragmentSize > blockSize
        || blockSize / fragmentSize > UfsLayout.MAX_FRAGMENTS) {
      throw new IllegalArgumentException("not block sizes: " + blockSize + ", " + fragmentSize);
    }
  }

  /** What newfs(8) makes by default, as large as the tree needs, with times of 1 second. */
  public static UfsOptions of(Seed seed, String label) {
    return new UfsOptions(0, 0, label, 8, true, true, 32768, 4096, 1, seed);
  }

  public UfsOptions withSize(long bytes) {
    return new UfsOptions(
        bytes,
        freeSpace,
        label,
        minFree,
        softUpdates,
        checkHashes,
        blockSize,
        fragmentSize,
        time,
        seed);
  }

  public UfsOptions withFreeSpace(long bytes) {
    return new UfsOptions(
        size, bytes, label, minFree, softUpdates, checkHashes, blockSize, fragmentSize, time, seed);
  }

  public UfsOptions withBlocks(int block, int fragment) {
    return new UfsOptions(
        size, freeSpace, label, minFree, softUpdates, checkHashes, block, fragment, time, seed);
  }

  public UfsOptions withMinFree(int percent) {
    return new UfsOptions(
        size,
        freeSpace,
        label,
        percent,
        softUpdates,
        checkHashes,
        blockSize,
        fragmentSize,
        time,
        seed);
  }

  public UfsOptions withSoftUpdates(boolean yes) {
    return new UfsOptions(
        size, freeSpace, label, minFree, yes, checkHashes, blockSize, fragmentSize, time, seed);
  }

  public UfsOptions withCheckHashes(boolean yes) {
    return new UfsOptions(
        size, freeSpace, label, minFree, softUpdates, yes, blockSize, fragmentSize, time, seed);
  }
}
