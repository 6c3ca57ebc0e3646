package fruix.image.gpt;

import java.util.UUID;

/**
 * One partition.
 *
 * @param firstLba and lastLba the sectors of 512 bytes that it takes, both included
 * @param attributes as UEFI table 5.8 numbers the bits; 57…59 are FreeBSD's
 * @param name at most 36 UTF-16 units
 */
public record Partition(
    UUID type, UUID id, long firstLba, long lastLba, long attributes, String name) {

  public Partition {
    if (firstLba < 0 || lastLba < firstLba) {
      throw new IllegalArgumentException("not a range of sectors: " + firstLba + "-" + lastLba);
    }
    if (name.length() > GptLayout.NAME_UNITS || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a partition name: `" + name + "'");
    }
  }

  /** Where it begins on the disk, in bytes. */
  public long offset() {
    return firstLba * GptLayout.SECTOR;
  }

  /** Its size in bytes. */
  public long size() {
    return (lastLba - firstLba + 1) * GptLayout.SECTOR;
  }

  boolean overlaps(Partition other) {
    return firstLba <= other.lastLba && other.firstLba <= lastLba;
  }
}
