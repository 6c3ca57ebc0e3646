package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The header of a sparse extent. Positions and sizes are in sectors.
 *
 * @param tableEntries in each grain table
 */
record SparseHeader(
    int version,
    int flags,
    long capacity,
    long grainSize,
    long descriptor,
    long descriptorSize,
    int tableEntries,
    long redundantDirectory,
    long directory,
    long overhead,
    int compression) {
  private static final byte[] LINE_ENDS = {'\n', ' ', '\r', '\n'};
  private static final int MOST_VERSION = 3;
  private static final int KNOWN =
      VmdkLayout.FLAG_LINE_ENDS
          | VmdkLayout.FLAG_REDUNDANT
          | VmdkLayout.FLAG_ZERO_GRAINS
          | VmdkLayout.FLAG_COMPRESSED
          | VmdkLayout.FLAG_MARKERS;
  private static final int LEAST_GRAIN = 8;
  private static final int MOST_GRAIN = 4096;
  private static final long MOST_CAPACITY = Long.MAX_VALUE / SECTOR;

  /** The header in SECTOR of IMAGE, checked: what it refers to lies inside the file. */
  static SparseHeader read(ImageInput image, long sector) {
    ByteBuffer header = image.read(sector * SECTOR, SECTOR);
    if (header.getInt(VmdkLayout.MAGIC) != VmdkLayout.MAGIC_VALUE) {
      throw image.damaged("it has no header where one should be");
    }
    SparseHeader read =
        new SparseHeader(
            header.getInt(VmdkLayout.VERSION),
            header.getInt(VmdkLayout.FLAGS),
            header.getLong(VmdkLayout.CAPACITY),
            header.getLong(VmdkLayout.GRAIN_SIZE),
            header.getLong(VmdkLayout.DESCRIPTOR_OFFSET),
            header.getLong(VmdkLayout.DESCRIPTOR_SIZE),
            header.getInt(VmdkLayout.TABLE_ENTRIES),
            header.getLong(VmdkLayout.REDUNDANT_DIRECTORY),
            header.getLong(VmdkLayout.DIRECTORY),
            header.getLong(VmdkLayout.OVERHEAD),
            header.getShort(VmdkLayout.COMPRESSION) & 0xffff);
    if (read.version < 1 || read.version > MOST_VERSION || (read.flags & ~KNOWN) != 0) {
      throw FruixException.failed(
          image.name()
              + " is a VMDK image of version "
              + read.version
              + " with features that Fruix does not know",
          "`qemu-img convert' makes a plain image of it");
    }
    return read;
  }

  /** Throws a diagnostic unless the numbers make sense and the directory is inside IMAGE. */
  void check(ImageInput image) {
    boolean grain =
        grainSize >= LEAST_GRAIN && grainSize <= MOST_GRAIN && Long.bitCount(grainSize) == 1;
    if (!grain || tableEntries < 1 || tableEntries > VmdkLayout.ENTRIES) {
      throw image.damaged("its grains or tables have an impossible size");
    }
    if (capacity < 0 || capacity > MOST_CAPACITY) {
      throw image.damaged("it has an impossible capacity");
    }
    if (compressed() && compression != VmdkLayout.COMPRESSION_DEFLATE) {
      throw image.damaged("it is compressed in an unknown way");
    }
    requireDirectory(image, directory);
    if (redundant()) {
      requireDirectory(image, redundantDirectory);
    }
  }

  private void requireDirectory(ImageInput image, long position) {
    if (position < 0 || position > image.size() / SECTOR) {
      throw image.damaged("its grain directory is beyond the end of the file");
    }
    image.requireInside(position * SECTOR, tables() * VmdkLayout.ENTRY_LENGTH);
  }

  /** How many grain tables the disk needs. */
  long tables() {
    long each = grainSize * tableEntries;
    return capacity / each + (capacity % each > 0 ? 1 : 0);
  }

  boolean compressed() {
    return (flags & VmdkLayout.FLAG_COMPRESSED) != 0;
  }

  boolean markers() {
    return (flags & VmdkLayout.FLAG_MARKERS) != 0;
  }

  boolean redundant() {
    return (flags & VmdkLayout.FLAG_REDUNDANT) != 0 && directory != VmdkLayout.AT_END;
  }

  boolean zeroGrains() {
    return (flags & VmdkLayout.FLAG_ZERO_GRAINS) != 0;
  }

  int grainBytes() {
    return (int) grainSize * SECTOR;
  }

  SparseHeader withDirectory(long sector) {
    return new SparseHeader(
        version,
        flags,
        capacity,
        grainSize,
        descriptor,
        descriptorSize,
        tableEntries,
        redundantDirectory,
        sector,
        overhead,
        compression);
  }

  /** The sector of this header. */
  ByteBuffer bytes() {
    ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(VmdkLayout.MAGIC, VmdkLayout.MAGIC_VALUE);
    header.putInt(VmdkLayout.VERSION, version);
    header.putInt(VmdkLayout.FLAGS, flags);
    header.putLong(VmdkLayout.CAPACITY, capacity);
    header.putLong(VmdkLayout.GRAIN_SIZE, grainSize);
    header.putLong(VmdkLayout.DESCRIPTOR_OFFSET, descriptor);
    header.putLong(VmdkLayout.DESCRIPTOR_SIZE, descriptorSize);
    header.putInt(VmdkLayout.TABLE_ENTRIES, tableEntries);
    header.putLong(VmdkLayout.REDUNDANT_DIRECTORY, redundantDirectory);
    header.putLong(VmdkLayout.DIRECTORY, directory);
    header.putLong(VmdkLayout.OVERHEAD, overhead);
    header.put(VmdkLayout.LINE_ENDS, LINE_ENDS);
    header.putShort(VmdkLayout.COMPRESSION, (short) compression);
    return header;
  }
}
