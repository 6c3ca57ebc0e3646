package fruix.image.vhd;

/** Offsets of the VHD format ("Virtual Hard Disk Image Format Specification" 1.0), big-endian. */
final class VhdLayout {
  static final int SECTOR = 512;

  /** Hard disk footer. */
  static final int COOKIE = 0;

  static final long FOOTER_COOKIE = 0x636f6e6563746978L; // "conectix"
  static final int FEATURES = 8;
  static final int FEATURES_RESERVED = 2;
  static final int VERSION = 12;
  static final int VERSION_VALUE = 0x00010000;
  static final int DATA_OFFSET = 16;
  static final int CREATOR = 28;
  static final int CREATOR_VALUE = 0x66727578; // "frux"
  static final int CREATOR_VERSION = 32;
  static final int CREATOR_HOST = 36;
  static final int CREATOR_HOST_VALUE = 0x5769326b; // "Wi2k", Windows: there is none for others
  static final int ORIGINAL_SIZE = 40;
  static final int CURRENT_SIZE = 48;
  static final int CYLINDERS = 56;
  static final int HEADS = 58;
  static final int TRACK = 59;
  static final int TYPE = 60;
  static final int TYPE_FIXED = 2;
  static final int TYPE_DYNAMIC = 3;
  static final int CHECKSUM = 64;
  static final int ID = 68;

  /** Dynamic disk header. */
  static final int HEADER_LENGTH = 1024;

  static final long HEADER_COOKIE = 0x6378737061727365L; // "cxsparse"
  static final int HEADER_DATA_OFFSET = 8;
  static final int TABLE_OFFSET = 16;
  static final int HEADER_VERSION = 24;
  static final int TABLE_ENTRIES = 28;
  static final int BLOCK_SIZE = 32;
  static final int HEADER_CHECKSUM = 36;

  static final long NOWHERE = -1L;
  static final int ENTRY_LENGTH = 4;
  static final int UNUSED = 0xffffffff;

  /** What the writer makes. */
  static final int BLOCK = 1 << 21;

  static final int BITMAP_LENGTH = BLOCK / SECTOR / Byte.SIZE;
  static final int HEADER_POSITION = SECTOR;
  static final int TABLE_POSITION = HEADER_POSITION + HEADER_LENGTH;

  private VhdLayout() {}
}
