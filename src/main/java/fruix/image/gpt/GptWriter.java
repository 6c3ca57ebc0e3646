package fruix.image.gpt;

import static fruix.image.gpt.GptLayout.SECTOR;

import fruix.image.ImageOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Writes the protective MBR and both copies of a table. */
public final class GptWriter {
  private final PartitionTable table;
  private final byte[] bootCode;

  private GptWriter(PartitionTable table, byte[] bootCode) {
    this.table = table;
    this.bootCode = bootCode;
  }

  /** Writes TABLE on DISK, whose size is the table's; only the tables' own sectors are touched. */
  public static void write(ImageOutput disk, PartitionTable table) {
    write(disk, table, new byte[0]);
  }

  /**
   * As {@link #write(ImageOutput, PartitionTable)}, with a boot program for BIOS machines.
   *
   * @param bootCode FreeBSD's {@code boot/pmbr}: 512 bytes, or its first 440 at most
   */
  public static void write(ImageOutput disk, PartitionTable table, byte[] bootCode) {
    if (disk.size() != table.size()) {
      throw new IllegalArgumentException(
          "a table for " + table.size() + " bytes on a disk of " + disk.size());
    }
    if (bootCode.length > SECTOR) {
      throw new IllegalArgumentException("a boot program of " + bootCode.length + " bytes");
    }
    new GptWriter(table, bootCode).write(disk);
  }

  /** The primary header comes last, so that an interrupted run leaves no valid primary table. */
  private void write(ImageOutput disk) {
    long last = table.sectors() - 1;
    ByteBuffer entries = entries();
    long backupEntries = last - GptLayout.ENTRIES_SECTORS;
    disk.write(backupEntries * SECTOR, entries.duplicate());
    disk.write(last * SECTOR, header(last, 1, backupEntries, entries));
    disk.write(2L * SECTOR, entries.duplicate());
    disk.write(0, protectiveMbr());
    disk.barrier();
    disk.write(SECTOR, header(1, last, 2, entries));
  }

  private ByteBuffer protectiveMbr() {
    ByteBuffer mbr = sectors(SECTOR);
    mbr.put(0, bootCode, 0, Math.min(bootCode.length, GptLayout.MBR_BOOT_CODE_LENGTH));
    int entry = GptLayout.MBR_PARTITION;
    mbr.put(entry + 2, (byte) 2); // first sector as cylinder 0, head 0, sector 2
    mbr.put(entry + GptLayout.MBR_TYPE_OFFSET, (byte) GptLayout.MBR_TYPE_PROTECTIVE);
    mbr.put(entry + 5, (byte) 0xff); // last sector: beyond what CHS can say
    mbr.put(entry + 6, (byte) 0xff);
    mbr.put(entry + 7, (byte) 0xff);
    mbr.putInt(entry + GptLayout.MBR_START_OFFSET, 1);
    mbr.putInt(
        entry + GptLayout.MBR_LENGTH_OFFSET, (int) Math.min(table.sectors() - 1, 0xffffffffL));
    mbr.putShort(GptLayout.MBR_SIGNATURE, (short) GptLayout.MBR_SIGNATURE_VALUE);
    return mbr;
  }

  private ByteBuffer entries() {
    ByteBuffer entries = sectors(GptLayout.ENTRIES_LENGTH);
    int at = 0;
    for (Partition partition : table.partitions()) {
      MixedEndian.put(entries, at + GptLayout.ENTRY_TYPE, partition.type());
      MixedEndian.put(entries, at + GptLayout.ENTRY_ID, partition.id());
      entries.putLong(at + GptLayout.ENTRY_FIRST, partition.firstLba());
      entries.putLong(at + GptLayout.ENTRY_LAST, partition.lastLba());
      entries.putLong(at + GptLayout.ENTRY_ATTRIBUTES, partition.attributes());
      for (int i = 0; i < partition.name().length(); i++) {
        entries.putChar(at + GptLayout.ENTRY_NAME + 2 * i, partition.name().charAt(i));
      }
      at += GptLayout.ENTRY_LENGTH;
    }
    return entries;
  }

  private ByteBuffer header(long own, long other, long entriesLba, ByteBuffer entries) {
    ByteBuffer header = sectors(SECTOR);
    header.putLong(GptLayout.SIGNATURE, GptLayout.SIGNATURE_VALUE);
    header.putInt(GptLayout.REVISION, GptLayout.REVISION_VALUE);
    header.putInt(GptLayout.HEADER_SIZE, GptLayout.HEADER_LENGTH);
    header.putLong(GptLayout.MY_LBA, own);
    header.putLong(GptLayout.ALTERNATE_LBA, other);
    header.putLong(GptLayout.FIRST_USABLE, GptLayout.FIRST_USABLE_LBA);
    header.putLong(GptLayout.LAST_USABLE, table.lastUsableLba());
    MixedEndian.put(header, GptLayout.DISK_GUID, table.disk());
    header.putLong(GptLayout.ENTRIES_LBA, entriesLba);
    header.putInt(GptLayout.ENTRY_COUNT, GptLayout.ENTRIES);
    header.putInt(GptLayout.ENTRY_SIZE, GptLayout.ENTRY_LENGTH);
    header.putInt(GptLayout.ENTRIES_CRC, crc(entries.duplicate()));
    header.putInt(GptLayout.HEADER_CRC, crc(header.slice(0, GptLayout.HEADER_LENGTH)));
    return header;
  }

  private static int crc(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static ByteBuffer sectors(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }
}
