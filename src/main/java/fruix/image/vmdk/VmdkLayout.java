package fruix.image.vmdk;

/** Offsets of sparse extents ("Virtual Disk Format 5.0", pages 8 to 16), all little-endian. */
final class VmdkLayout {
  static final int SECTOR = 512;

  /** SparseExtentHeader. */
  static final int MAGIC = 0;

  static final int MAGIC_VALUE = 0x564d444b; // "KDMV"
  static final int VERSION = 4;
  static final int FLAGS = 8;
  static final int CAPACITY = 12;
  static final int GRAIN_SIZE = 20;
  static final int DESCRIPTOR_OFFSET = 28;
  static final int DESCRIPTOR_SIZE = 36;
  static final int TABLE_ENTRIES = 44;
  static final int REDUNDANT_DIRECTORY = 48;
  static final int DIRECTORY = 56;
  static final int OVERHEAD = 64;
  static final int LINE_ENDS = 73;
  static final int COMPRESSION = 77;

  static final int FLAG_LINE_ENDS = 1;
  static final int FLAG_REDUNDANT = 1 << 1;
  static final int FLAG_ZERO_GRAINS = 1 << 2;
  static final int FLAG_COMPRESSED = 1 << 16;
  static final int FLAG_MARKERS = 1 << 17;
  static final int COMPRESSION_DEFLATE = 1;

  /** The directory is at the end, where the footer says. */
  static final long AT_END = -1L;

  static final int ENTRY_LENGTH = 4;

  /** A grain of zeros, where the flags allow it. */
  static final int ZERO_GRAIN = 1;

  /** Markers: how many sectors follow, or which sector of the disk a grain is; its bytes; kind. */
  static final int MARKER_VALUE = 0;

  static final int MARKER_SIZE = 8;
  static final int MARKER_TYPE = 12;
  static final int GRAIN_DATA = 12;
  static final int MARKER_TABLE = 1;
  static final int MARKER_DIRECTORY = 2;
  static final int MARKER_FOOTER = 3;

  /** What the writers make: VMware's defaults. */
  static final int GRAIN = 1 << 16;

  static final int GRAIN_SECTORS = GRAIN / SECTOR;
  static final int ENTRIES = 512;
  static final int TABLE_LENGTH = ENTRIES * ENTRY_LENGTH;
  static final int TABLE_SECTORS = TABLE_LENGTH / SECTOR;
  static final int DESCRIPTOR_SECTOR = 1;
  static final int DESCRIPTOR_SECTORS = 20;

  private VmdkLayout() {}
}
