package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.ENTRIES;
import static fruix.image.vmdk.VmdkLayout.ENTRY_LENGTH;
import static fruix.image.vmdk.VmdkLayout.GRAIN_SECTORS;
import static fruix.image.vmdk.VmdkLayout.SECTOR;
import static fruix.image.vmdk.VmdkLayout.TABLE_SECTORS;

import fruix.image.ImageBlocks;

/**
 * Where the parts of a monolithicSparse image go, in sectors: header, descriptor, the redundant
 * directory and its tables, directory and tables, grains.
 *
 * @param tables how many grain tables there are
 * @param data where the grains begin
 * @param end of the file
 */
record VmdkPlan(int tables, long redundant, long directory, long data, long end) {

  static VmdkPlan of(ImageBlocks grains) {
    int tables = tables(grains);
    long redundant = VmdkLayout.DESCRIPTOR_SECTOR + VmdkLayout.DESCRIPTOR_SECTORS;
    long both = directorySectors(tables) + (long) tables * TABLE_SECTORS;
    long data = roundUp(redundant + 2 * both, GRAIN_SECTORS);
    return new VmdkPlan(
        tables,
        redundant,
        redundant + both,
        data,
        data + (long) grains.dataCount() * GRAIN_SECTORS);
  }

  static int tables(ImageBlocks grains) {
    return (grains.count() + ENTRIES - 1) / ENTRIES;
  }

  /** What a directory of TABLES takes. */
  static int directorySectors(int tables) {
    return (int) roundUp((long) tables * ENTRY_LENGTH, SECTOR) / SECTOR;
  }

  /** Where the tables of the directory at DIRECTORY begin. */
  long firstTable(long directory) {
    return directory + directorySectors(tables);
  }

  private static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }
}
