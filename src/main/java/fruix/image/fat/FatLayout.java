package fruix.image.fat;

/** Offsets in the boot sector, in FSInfo and in directory entries. */
final class FatLayout {
  static final int SECTOR = 512;

  /** "Boot Sector and BPB Structure". */
  static final int OEM_NAME = 3;

  static final int BYTES_PER_SECTOR = 11;
  static final int SECTORS_PER_CLUSTER = 13;
  static final int RESERVED_SECTORS = 14;
  static final int FAT_COUNT = 16;
  static final int ROOT_ENTRIES = 17;
  static final int TOTAL_SECTORS_16 = 19;
  static final int MEDIA = 21;
  static final int FAT_SECTORS_16 = 22;
  static final int SECTORS_PER_TRACK = 24;
  static final int HEADS = 26;
  static final int TOTAL_SECTORS_32 = 32;

  /** From here on the structures of FAT16 and FAT32 differ. */
  static final int EXTENDED_16 = 36;

  static final int FAT_SECTORS_32 = 36;
  static final int ROOT_CLUSTER = 44;
  static final int FS_INFO_SECTOR = 48;
  static final int BACKUP_BOOT_SECTOR = 50;
  static final int EXTENDED_32 = 64;

  /** Relative to EXTENDED_16 or EXTENDED_32. */
  static final int DRIVE = 0;

  static final int BOOT_SIGNATURE = 2;
  static final int VOLUME_ID = 3;
  static final int VOLUME_LABEL = 7;
  static final int TYPE_NAME = 18;
  static final int BOOT_CODE = 26;

  static final int SIGNATURE = 510;
  static final int SIGNATURE_VALUE = 0xaa55;
  static final byte FIXED_MEDIA = (byte) 0xf8;

  /** "FSInfo Sector Structure". */
  static final int FS_INFO_LEAD_VALUE = 0x41615252;

  static final int FS_INFO_STRUCTURE = 484;
  static final int FS_INFO_STRUCTURE_VALUE = 0x61417272;
  static final int FS_INFO_FREE = 488;
  static final int FS_INFO_NEXT = 492;

  /** "FAT Directory Structure". */
  static final int ENTRY_LENGTH = 32;

  static final int NAME_LENGTH = 11;
  static final int ATTRIBUTES = 11;
  static final int CASE = 12;
  static final int CREATION_DATE = 16;
  static final int ACCESS_DATE = 18;
  static final int CLUSTER_HIGH = 20;
  static final int WRITE_DATE = 24;
  static final int CLUSTER_LOW = 26;
  static final int FILE_SIZE = 28;

  static final int VOLUME = 0x08;
  static final int DIRECTORY = 0x10;
  static final int ARCHIVE = 0x20;
  static final int LONG_NAME = 0x0f;
  static final int DELETED = 0xe5;

  /** Windows NT's use of CASE: base name or extension shown in lower case. */
  static final int LOWER_BASE = 0x08;

  static final int LOWER_EXTENSION = 0x10;

  /** "FAT Long Directory Entries": where the 13 units of a part are. */
  static final int[] LONG_UNITS = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};

  static final int LONG_CHECKSUM = 13;
  static final int LAST_LONG = 0x40;
  static final int LONGEST_NAME = 255;

  /** "FAT Type Determination": these cluster counts alone decide. */
  static final int LEAST_FAT16 = 4085;

  static final int LEAST_FAT32 = 65525;

  /** 1 January 1980, the earliest date there is. */
  static final short DATE = 0x21;

  static final int FIRST_CLUSTER = 2;

  private FatLayout() {}
}
