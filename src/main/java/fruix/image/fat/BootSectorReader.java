package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;

/** Reads and checks a boot sector of FAT12, FAT16 or FAT32. */
final class BootSectorReader {

  private BootSectorReader() {}

  /** True if IMAGE begins as a FAT file system does. */
  static boolean matches(ImageInput image) {
    if (image.size() < 2 * SECTOR) {
      return false;
    }
    ByteBuffer sector = image.read(0, SECTOR);
    int fats = sector.get(FatLayout.FAT_COUNT);
    return signature(sector)
        && sector.getShort(FatLayout.BYTES_PER_SECTOR) == SECTOR
        && (fats == 1 || fats == 2)
        && sector.getShort(FatLayout.RESERVED_SECTORS) != 0
        && Integer.bitCount(sector.get(FatLayout.SECTORS_PER_CLUSTER) & 0xff) == 1;
  }

  /** The layout that the boot sector of IMAGE says, inside the image. */
  static FatGeometry read(ImageInput image) {
    ByteBuffer sector = image.read(0, SECTOR);
    check(image, signature(sector), "signature");
    check(image, matches(image), "sector size, cluster size or number of FATs");
    int perCluster = sector.get(FatLayout.SECTORS_PER_CLUSTER) & 0xff;
    int reserved = u16(sector, FatLayout.RESERVED_SECTORS);
    int fats = sector.get(FatLayout.FAT_COUNT);
    long total = u16(sector, FatLayout.TOTAL_SECTORS_16);
    if (total == 0) {
      total = u32(sector, FatLayout.TOTAL_SECTORS_32);
    }
    long fatSectors = u16(sector, FatLayout.FAT_SECTORS_16);
    boolean wide = fatSectors == 0;
    if (wide) {
      fatSectors = u32(sector, FatLayout.FAT_SECTORS_32);
    }
    int rootEntries = u16(sector, FatLayout.ROOT_ENTRIES);
    int root = (rootEntries * FatLayout.ENTRY_LENGTH + SECTOR - 1) / SECTOR;
    long data = total - reserved - fats * fatSectors - root;
    check(image, fatSectors > 0 && data > 0 && wide == (root == 0), "size");
    check(image, total <= image.size() / SECTOR, "size, larger than the image");
    long clusters = data / perCluster;
    int bits =
        wide
            ? 32
            : clusters < FatLayout.LEAST_FAT16 ? 12 : clusters < FatLayout.LEAST_FAT32 ? 16 : 0;
    check(image, bits != 0, "number of clusters");
    check(image, FatGeometry.bytes(bits, clusters) <= fatSectors * SECTOR, "FAT size");
    return new FatGeometry(bits, total, perCluster, reserved, fats, fatSectors, root, clusters);
  }

  private static boolean signature(ByteBuffer sector) {
    return u16(sector, FatLayout.SIGNATURE) == FatLayout.SIGNATURE_VALUE;
  }

  private static int u16(ByteBuffer sector, int at) {
    return sector.getShort(at) & 0xffff;
  }

  private static long u32(ByteBuffer sector, int at) {
    return sector.getInt(at) & 0xffffffffL;
  }

  private static void check(ImageInput image, boolean good, String what) {
    if (!good) {
      throw image.damaged("its FAT boot sector has a wrong " + what);
    }
  }
}
