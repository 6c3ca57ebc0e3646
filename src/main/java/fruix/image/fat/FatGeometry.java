package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.diag.FruixException;

/**
 * Where the parts of a file system lie, in sectors of 512 bytes.
 *
 * @param bits of an entry of the FAT: 12, 16 or 32
 * @param rootSectors of the fixed root directory; 0 with FAT32
 * @param clusters how many there are; they are numbered from 2
 */
record FatGeometry(
    int bits,
    long sectors,
    int sectorsPerCluster,
    int reservedSectors,
    int fatCount,
    long fatSectors,
    int rootSectors,
    long clusters) {
  private static final int FATS = 2;
  private static final int ROOT_SECTORS_16 = 32;
  private static final int MOST_SECTORS_PER_CLUSTER_32 = 8;

  /** Keep away from the limits, where some drivers are known to count wrongly. */
  private static final int MARGIN = 16;

  /** The layout of a new file system of SIZE bytes; a diagnostic if it is too small. */
  static FatGeometry of(long size) {
    long sectors = size / SECTOR;
    FatGeometry smallest = make(32, sectors, 1);
    if (smallest.clusters >= FatLayout.LEAST_FAT32 + MARGIN) {
      int perCluster = MOST_SECTORS_PER_CLUSTER_32;
      while (make(32, sectors, perCluster).clusters < FatLayout.LEAST_FAT32 + MARGIN) {
        perCluster /= 2;
      }
      while (perCluster < 64 && make(32, sectors, perCluster).clusters > 1 << 24) {
        perCluster *= 2;
      }
      return make(32, sectors, perCluster);
    }
    int perCluster = 1;
    while (make(16, sectors, perCluster).clusters >= FatLayout.LEAST_FAT32 - MARGIN) {
      perCluster *= 2;
    }
    FatGeometry geometry = make(16, sectors, perCluster);
    if (geometry.clusters < FatLayout.LEAST_FAT16 + MARGIN) {
      throw FruixException.failed(
          "a FAT file system of " + size + " bytes is too small", "give at least 3 MiB");
    }
    return geometry;
  }

  private static FatGeometry make(int bits, long sectors, int perCluster) {
    int reserved = bits == 32 ? 32 : perCluster;
    int root = bits == 32 ? 0 : ROOT_SECTORS_16;
    long fat = 1;
    while (true) {
      long clusters = Math.max(0, sectors - reserved - FATS * fat - root) / perCluster;
      long needed = (bytes(bits, clusters) + SECTOR - 1) / SECTOR;
      if (needed <= fat) {
        return new FatGeometry(bits, sectors, perCluster, reserved, FATS, fat, root, clusters);
      }
      fat = needed;
    }
  }

  /** The length in bytes of a FAT for CLUSTERS clusters. */
  static long bytes(int bits, long clusters) {
    return ((clusters + FatLayout.FIRST_CLUSTER) * bits + 7) / 8;
  }

  int clusterSize() {
    return sectorsPerCluster * SECTOR;
  }

  long fatOffset(int copy) {
    return (reservedSectors + copy * fatSectors) * SECTOR;
  }

  long rootOffset() {
    return fatOffset(fatCount);
  }

  /** Where CLUSTER begins, in bytes. */
  long clusterOffset(long cluster) {
    long first = rootOffset() + (long) rootSectors * SECTOR;
    return first + (cluster - FatLayout.FIRST_CLUSTER) * clusterSize();
  }

  boolean isCluster(long number) {
    return number >= FatLayout.FIRST_CLUSTER && number < FatLayout.FIRST_CLUSTER + clusters;
  }

  /** The value that marks the end of a chain; larger ones may be met, too. */
  int endOfChain() {
    return bits == 32 ? 0x0fffffff : (1 << bits) - 1;
  }
}
