package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.diag.FruixException;

/**
 * Cylinders, heads and sectors of a track, by the rule of the specification's appendix.
 *
 * @param track sectors in one
 */
record Geometry(int cylinders, int heads, int track) {
  private static final long MIB = 1 << 20;

  /** Beyond this the geometry says only that the disk is large. */
  private static final long MOST_SECTORS = 65535L * 16 * 255;

  private static final int MOST_CYLINDERS_OF_BIOS = 1024;

  /** Hyper-V's limit. */
  private static final long MOST = 2040L << 30;

  /** The geometry of a disk of SIZE bytes; it may say less than SIZE. */
  static Geometry of(long size) {
    long sectors = Math.min(size / SECTOR, MOST_SECTORS);
    if (sectors >= 65535L * 16 * 63) {
      return new Geometry((int) (sectors / (16 * 255)), 16, 255);
    }
    long tracks = sectors / 17;
    int heads = (int) Math.max(4, (tracks + 1023) / 1024);
    if (tracks < (long) heads * MOST_CYLINDERS_OF_BIOS && heads <= 16) {
      return new Geometry((int) (tracks / heads), heads, 17);
    }
    int track = sectors / 31 < 16 * MOST_CYLINDERS_OF_BIOS ? 31 : 63;
    return new Geometry((int) (sectors / track / 16), 16, track);
  }

  /** What it says the size of the disk is, in bytes. */
  long size() {
    return (long) cylinders * heads * track * SECTOR;
  }

  /** The least size, in bytes, that is SIZE or more, whole MiB, and what its geometry says. */
  static long roundUp(long size) {
    if (size > MOST - MIB) {
      throw FruixException.failed(
          "a disk of " + size + " bytes is too large for VHD, which ends at 2040 GiB");
    }
    long rounded = (size + MIB - 1) / MIB * MIB;
    while (rounded / SECTOR < MOST_SECTORS && of(rounded).size() != rounded) {
      rounded += MIB;
    }
    return rounded;
  }
}
