package fruix.image.qcow2;

/** Offsets and bits of qcow2 ({@code docs/interop/qcow2.txt} of QEMU 7.2), all big-endian. */
final class Qcow2Layout {
  /** Header. */
  static final int MAGIC = 0;

  static final int MAGIC_VALUE = 0x514649fb; // "QFI\xfb"
  static final int VERSION = 4;
  static final int BACKING_FILE_OFFSET = 8;
  static final int CLUSTER_BITS = 20;
  static final int SIZE = 24;
  static final int CRYPT_METHOD = 32;
  static final int L1_SIZE = 36;
  static final int L1_TABLE_OFFSET = 40;
  static final int REFCOUNT_TABLE_OFFSET = 48;
  static final int REFCOUNT_TABLE_CLUSTERS = 56;
  static final int SNAPSHOTS = 60;
  static final int INCOMPATIBLE_FEATURES = 72;
  static final int REFCOUNT_ORDER = 96;
  static final int HEADER_LENGTH = 100;

  /** The header of version 2 ends before the features, that of version 3 after its length. */
  static final int HEADER_2_LENGTH = 72;

  static final int HEADER_3_LENGTH = 104;

  /** Incompatible features. */
  static final long DIRTY = 1;

  static final long CORRUPT = 1 << 1;

  /** Table entries. */
  static final int ENTRY_LENGTH = 8;

  /** The cluster's reference count is exactly 1. */
  static final long COPIED = 1L << 63;

  static final long COMPRESSED = 1L << 62;
  static final long ALL_ZERO = 1;
  static final long OFFSET_MASK = 0x00ff_ffff_ffff_fe00L;
  static final int SECTOR = 512;

  /** What the writer makes: QEMU's own defaults. */
  static final int WRITTEN_CLUSTER_BITS = 16;

  static final int CLUSTER = 1 << WRITTEN_CLUSTER_BITS;
  static final int ENTRIES = CLUSTER / ENTRY_LENGTH;
  static final int WRITTEN_REFCOUNT_ORDER = 4;
  static final int REFCOUNT_LENGTH = 2;
  static final int REFCOUNTS = CLUSTER / REFCOUNT_LENGTH;

  /** How far compressed clusters may refer back: QEMU inflates with 12 bits. */
  static final int WINDOW = 1 << 12;

  private Qcow2Layout() {}

  /** Where in the entry of a compressed cluster the number of its sectors begins. */
  static int sectorsShift(int clusterBits) {
    return 62 - (clusterBits - 8);
  }
}
