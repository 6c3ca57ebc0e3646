package fruix.image.qcow2;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What the header of an image says, checked: tables lie inside the file, and there is nothing that
 * the reader does not know.
 *
 * @param size of the disk, in bytes
 * @param l1Table its position in bytes
 * @param refcountTable its position in bytes
 * @param refcountOrder counts have 2 to this power bits
 * @param flags the incompatible features
 */
record Qcow2Header(
    int clusterBits,
    long size,
    int l1Entries,
    long l1Table,
    long refcountTable,
    int refcountTableClusters,
    int refcountOrder,
    int snapshots,
    long flags) {
  private static final int LEAST_CLUSTER_BITS = 9;
  private static final int MOST_CLUSTER_BITS = 21;
  private static final int MOST_REFCOUNT_ORDER = 6;

  static Qcow2Header read(ImageInput image) {
    ByteBuffer header = image.read(0, Qcow2Layout.HEADER_2_LENGTH).order(ByteOrder.BIG_ENDIAN);
    int version = header.getInt(Qcow2Layout.VERSION);
    refuse(image, version != 2 && version != 3, "is of version " + version);
    refuse(image, header.getLong(Qcow2Layout.BACKING_FILE_OFFSET) != 0, "has a backing file");
    refuse(image, header.getInt(Qcow2Layout.CRYPT_METHOD) != 0, "is encrypted");
    long flags = 0;
    int order = Qcow2Layout.WRITTEN_REFCOUNT_ORDER;
    if (version == 3) {
      ByteBuffer more = image.read(0, Qcow2Layout.HEADER_3_LENGTH).order(ByteOrder.BIG_ENDIAN);
      flags = more.getLong(Qcow2Layout.INCOMPATIBLE_FEATURES);
      order = more.getInt(Qcow2Layout.REFCOUNT_ORDER);
    }
    refuse(
        image,
        (flags & ~(Qcow2Layout.DIRTY | Qcow2Layout.CORRUPT)) != 0,
        "uses features that Fruix does not know: 0x" + Long.toHexString(flags));
    Qcow2Header read =
        new Qcow2Header(
            header.getInt(Qcow2Layout.CLUSTER_BITS),
            header.getLong(Qcow2Layout.SIZE),
            header.getInt(Qcow2Layout.L1_SIZE),
            header.getLong(Qcow2Layout.L1_TABLE_OFFSET),
            header.getLong(Qcow2Layout.REFCOUNT_TABLE_OFFSET),
            header.getInt(Qcow2Layout.REFCOUNT_TABLE_CLUSTERS),
            order,
            header.getInt(Qcow2Layout.SNAPSHOTS),
            flags);
    read.check(image);
    return read;
  }

  private void check(ImageInput image) {
    if (clusterBits < LEAST_CLUSTER_BITS || clusterBits > MOST_CLUSTER_BITS) {
      throw image.damaged("its clusters have 2^" + clusterBits + " bytes");
    }
    if (refcountOrder < 0 || refcountOrder > MOST_REFCOUNT_ORDER) {
      throw image.damaged("its reference counts have 2^" + refcountOrder + " bits");
    }
    long perTable = (long) clusterSize() << l2Bits();
    if (size < 0 || l1Entries < 0 || size / perTable > l1Entries - (size % perTable > 0 ? 1 : 0)) {
      throw image.damaged("its tables are too small for a disk of " + size + " bytes");
    }
    table(image, l1Table, (long) l1Entries * Qcow2Layout.ENTRY_LENGTH);
    table(image, refcountTable, (refcountTableClusters & 0xffffffffL) << clusterBits);
  }

  private void table(ImageInput image, long position, long length) {
    image.requireInside(position, length);
    if (position % clusterSize() != 0) {
      throw image.damaged("a table is not at the start of a cluster");
    }
  }

  private static void refuse(ImageInput image, boolean wrong, String what) {
    if (wrong) {
      throw FruixException.failed(
          image.name() + " is a qcow2 image that cannot be read: it " + what,
          "`qemu-img convert' makes a plain image of it");
    }
  }

  int clusterSize() {
    return 1 << clusterBits;
  }

  /** A level 2 table has 2 to this power entries. */
  int l2Bits() {
    return clusterBits - 3;
  }

  /** The clusters of the disk. */
  long clusters() {
    return (size >>> clusterBits) + ((size & clusterSize() - 1) > 0 ? 1 : 0);
  }
}
