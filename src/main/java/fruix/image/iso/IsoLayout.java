package fruix.image.iso;

/** Offsets and constants; the comments name the section of the specification. */
final class IsoLayout {
  static final int SECTOR = 2048;

  /** ECMA-119 6.2.1: the system area comes first. */
  static final int FIRST_DESCRIPTOR = 16;

  /** ECMA-119 8.1: volume descriptors. */
  static final String STANDARD_ID = "CD001";

  static final int TYPE_BOOT = 0;
  static final int TYPE_PRIMARY = 1;
  static final int TYPE_END = 255;

  /** ECMA-119 8.4: the primary volume descriptor. */
  static final int SYSTEM_ID = 8;

  static final int VOLUME_ID = 40;
  static final int VOLUME_ID_LENGTH = 32;
  static final int SPACE_SIZE = 80;
  static final int SET_SIZE = 120;
  static final int SEQUENCE = 124;
  static final int BLOCK_SIZE = 128;
  static final int PATH_TABLE_SIZE = 132;
  static final int PATH_TABLE_L = 140;
  static final int PATH_TABLE_M = 148;
  static final int ROOT_RECORD = 156;
  static final int VOLUME_SET_ID = 190;
  static final int PUBLISHER_ID = 318;
  static final int PREPARER_ID = 446;
  static final int APPLICATION_ID = 574;
  static final int LONG_ID_LENGTH = 128;
  static final int FILE_IDS = 702;
  static final int FILE_IDS_END = 813;
  static final int CREATION = 813;
  static final int DATE_LENGTH = 17;
  static final int STRUCTURE_VERSION = 881;

  /** ECMA-119 9.1: directory records. */
  static final int R_EXTENT = 2;

  static final int R_LENGTH = 10;
  static final int R_DATE = 18;
  static final int R_FLAGS = 25;
  static final int R_SEQUENCE = 28;
  static final int R_ID_LENGTH = 32;
  static final int R_ID = 33;
  static final int FLAG_DIRECTORY = 2;
  static final int FLAG_MORE = 0x80;

  /** The longest even length that fits the length byte. */
  static final int LONGEST_RECORD = 254;

  /** El Torito 1.0, 2.0; its boot record volume descriptor and catalog. */
  static final String BOOT_SYSTEM = "EL TORITO SPECIFICATION";

  static final int CATALOG_POINTER = 0x47;

  /** UEFI 2.10, 13.3.2.1. */
  static final int PLATFORM_EFI = 0xef;

  static final int BOOTABLE = 0x88;
  static final int BOOT_SECTOR = 512;

  /** The length of a CE field: SUSP 5.1. */
  static final int CONTINUATION = 28;

  private IsoLayout() {}

  static long sectors(long bytes) {
    return (bytes + SECTOR - 1) / SECTOR;
  }
}
