package fruix.image.gpt;

/** Offsets and sizes of the GPT (UEFI 2.10, 5.2.3 and 5.3) and of the structures that it uses. */
final class GptLayout {
  static final int SECTOR = 512;

  /** UEFI 5.2.3, protective MBR. */
  static final int MBR_BOOT_CODE_LENGTH = 440;

  static final int MBR_PARTITION = 446;
  static final int MBR_PARTITION_LENGTH = 16;
  static final int MBR_SIGNATURE = 510;
  static final int MBR_SIGNATURE_VALUE = 0xaa55;
  static final int MBR_TYPE_OFFSET = 4;
  static final int MBR_TYPE_PROTECTIVE = 0xee;
  static final int MBR_START_OFFSET = 8;
  static final int MBR_LENGTH_OFFSET = 12;

  /** UEFI table 5.5, the header. */
  static final long SIGNATURE_VALUE = 0x5452415020494645L;

  static final int REVISION_VALUE = 0x00010000;
  static final int HEADER_LENGTH = 92;
  static final int SIGNATURE = 0;
  static final int REVISION = 8;
  static final int HEADER_SIZE = 12;
  static final int HEADER_CRC = 16;
  static final int MY_LBA = 24;
  static final int ALTERNATE_LBA = 32;
  static final int FIRST_USABLE = 40;
  static final int LAST_USABLE = 48;
  static final int DISK_GUID = 56;
  static final int ENTRIES_LBA = 72;
  static final int ENTRY_COUNT = 80;
  static final int ENTRY_SIZE = 84;
  static final int ENTRIES_CRC = 88;

  /** UEFI table 5.6, a partition entry. */
  static final int ENTRY_LENGTH = 128;

  static final int ENTRY_TYPE = 0;
  static final int ENTRY_ID = 16;
  static final int ENTRY_FIRST = 32;
  static final int ENTRY_LAST = 40;
  static final int ENTRY_ATTRIBUTES = 48;
  static final int ENTRY_NAME = 56;
  static final int NAME_UNITS = 36;

  /** What the writer makes: the least that UEFI 5.3.1 allows, and what every tool expects. */
  static final int ENTRIES = 128;

  static final int ENTRIES_LENGTH = ENTRIES * ENTRY_LENGTH;
  static final int ENTRIES_SECTORS = ENTRIES_LENGTH / SECTOR;

  /** MBR, header, entries. */
  static final long FIRST_USABLE_LBA = 2 + ENTRIES_SECTORS;

  /** Entries and header at the end of the disk. */
  static final long BACKUP_SECTORS = ENTRIES_SECTORS + 1L;

  private GptLayout() {}
}
