package fruix.image.gpt;

import static fruix.image.gpt.GptLayout.SECTOR;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * One of the two copies of a table as it stands on a disk, checked: the header's checksum and
 * numbers, the entries' checksum, and that every partition is where it may be.
 */
record GptCopy(
    UUID disk,
    long alternate,
    long firstUsable,
    long lastUsable,
    int entriesCrc,
    List<Partition> partitions) {
  /** More than any tool makes; keeps a hostile header from claiming gigabytes. */
  private static final int MOST_ENTRIES = 4096;

  private static final UUID UNUSED = new UUID(0, 0);

  /** Reads the copy whose header is sector LBA; a diagnostic says what is wrong with it. */
  static GptCopy read(ImageInput image, long lba) {
    ByteBuffer header = image.read(lba * SECTOR, SECTOR);
    int length = header.getInt(GptLayout.HEADER_SIZE);
    check(image, header.getLong(GptLayout.SIGNATURE) == GptLayout.SIGNATURE_VALUE, "signature");
    check(image, length >= GptLayout.HEADER_LENGTH && length <= SECTOR, "header size");
    int crc = header.getInt(GptLayout.HEADER_CRC);
    header.putInt(GptLayout.HEADER_CRC, 0);
    check(image, crc(header.slice(0, length)) == crc, "header checksum");
    check(image, header.getLong(GptLayout.MY_LBA) == lba, "header position");
    int count = header.getInt(GptLayout.ENTRY_COUNT);
    int size = header.getInt(GptLayout.ENTRY_SIZE);
    check(image, count > 0 && count <= MOST_ENTRIES, "number of entries");
    check(image, size >= GptLayout.ENTRY_LENGTH && size <= 4096 && size % 8 == 0, "entry size");
    long sectors = image.size() / SECTOR;
    long entriesLba = header.getLong(GptLayout.ENTRIES_LBA);
    check(image, entriesLba > 0 && entriesLba < sectors, "position of the entries");
    ByteBuffer entries = image.read(entriesLba * SECTOR, count * size);
    int entriesCrc = header.getInt(GptLayout.ENTRIES_CRC);
    check(image, crc(entries.duplicate()) == entriesCrc, "checksum of the entries");
    long first = header.getLong(GptLayout.FIRST_USABLE);
    long last = header.getLong(GptLayout.LAST_USABLE);
    check(image, first > 1 && last >= first && last < sectors, "usable range");
    return new GptCopy(
        MixedEndian.get(header, GptLayout.DISK_GUID),
        header.getLong(GptLayout.ALTERNATE_LBA),
        first,
        last,
        entriesCrc,
        partitions(image, entries, size, first, last));
  }

  private static List<Partition> partitions(
      ImageInput image, ByteBuffer entries, int size, long firstUsable, long lastUsable) {
    List<Partition> partitions = new ArrayList<>();
    for (int at = 0; at < entries.limit(); at += size) {
      UUID type = MixedEndian.get(entries, at + GptLayout.ENTRY_TYPE);
      if (type.equals(UNUSED)) {
        continue;
      }
      long first = entries.getLong(at + GptLayout.ENTRY_FIRST);
      long last = entries.getLong(at + GptLayout.ENTRY_LAST);
      check(image, first >= firstUsable && last >= first && last <= lastUsable, "partition range");
      Partition partition =
          new Partition(
              type,
              MixedEndian.get(entries, at + GptLayout.ENTRY_ID),
              first,
              last,
              entries.getLong(at + GptLayout.ENTRY_ATTRIBUTES),
              name(entries, at + GptLayout.ENTRY_NAME));
      check(image, partitions.stream().noneMatch(partition::overlaps), "overlapping partition");
      partitions.add(partition);
    }
    return partitions;
  }

  private static String name(ByteBuffer entries, int at) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < GptLayout.NAME_UNITS; i++) {
      char unit = entries.getChar(at + 2 * i);
      if (unit == 0) {
        break;
      }
      name.append(unit);
    }
    return name.toString();
  }

  private static int crc(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  private static void check(ImageInput image, boolean good, String what) {
    if (!good) {
      throw image.damaged("its partition table has a wrong " + what);
    }
  }
}
