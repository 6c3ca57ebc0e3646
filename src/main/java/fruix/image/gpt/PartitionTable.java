package fruix.image.gpt;

import java.util.List;
import java.util.UUID;

/**
 * A disk of SECTORS sectors of 512 bytes and its partitions, which lie inside the usable area, do
 * not overlap, and number at most 128. The order is that of the entries: the first is partition 1.
 */
public record PartitionTable(UUID disk, long sectors, List<Partition> partitions) {

  public PartitionTable {
    partitions = List.copyOf(partitions);
    if (sectors < GptLayout.FIRST_USABLE_LBA + GptLayout.BACKUP_SECTORS + 1) {
      throw new IllegalArgumentException("too small for a GPT: " + sectors + " sectors");
    }
    if (partitions.size() > GptLayout.ENTRIES) {
      throw new IllegalArgumentException("more than " + GptLayout.ENTRIES + " partitions");
    }
    for (int i = 0; i < partitions.size(); i++) {
      Partition partition = partitions.get(i);
      if (partition.firstLba() < GptLayout.FIRST_USABLE_LBA
          || partition.lastLba() > lastUsable(sectors)) {
        throw new IllegalArgumentException("outside the usable sectors: " + partition);
      }
      for (Partition other : partitions.subList(0, i)) {
        if (partition.overlaps(other) || partition.id().equals(other.id())) {
          throw new IllegalArgumentException("overlapping or alike: " + other + ", " + partition);
        }
      }
    }
  }

  /** The size of the disk in bytes. */
  public long size() {
    return sectors * GptLayout.SECTOR;
  }

  /** The last sector that a partition may take. */
  public long lastUsableLba() {
    return lastUsable(sectors);
  }

  private static long lastUsable(long sectors) {
    return sectors - GptLayout.BACKUP_SECTORS - 1;
  }
}
