package fruix.image.gpt;

import fruix.diag.FruixException;
import fruix.image.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Lays partitions out one after the other from 1 MiB on, each starting on a whole MiB. Identifiers
 * come from the seed.
 */
public final class PartitionPlan {
  /** Alignment of every partition, in bytes; what {@code gpart -a 1m} and all installers use. */
  public static final long ALIGNMENT = 1 << 20;

  private static final long ALIGNMENT_SECTORS = ALIGNMENT / GptLayout.SECTOR;

  private final Seed seed;
  private final List<Partition> partitions = new ArrayList<>();
  private long next = ALIGNMENT_SECTORS;

  public PartitionPlan(Seed seed) {
    this.seed = seed;
  }

  /** Adds a partition of SIZE bytes, rounded up to whole sectors, and returns it. */
  public Partition add(UUID type, String name, long size) {
    if (size <= 0) {
      throw new IllegalArgumentException("a partition of " + size + " bytes");
    }
    long sectors = (size + GptLayout.SECTOR - 1) / GptLayout.SECTOR;
    UUID id = seed.uuid("partition " + (partitions.size() + 1) + " " + name);
    Partition partition = new Partition(type, id, next, next + sectors - 1, 0, name);
    partitions.add(partition);
    next = roundUp(next + sectors);
    return partition;
  }

  /** The least whole number of MiB that holds the partitions and both tables, in bytes. */
  public long minimumSize() {
    long end = partitions.isEmpty() ? next : partitions.get(partitions.size() - 1).lastLba() + 1;
    return roundUp(end + GptLayout.BACKUP_SECTORS) * GptLayout.SECTOR;
  }

  /**
   * The bytes that a last partition could still take on a disk of DISKSIZE bytes, in whole MiB; not
   * positive when there is no room.
   */
  public long room(long diskSize) {
    long free = diskSize / GptLayout.SECTOR - GptLayout.BACKUP_SECTORS - next;
    return Math.floorDiv(free, ALIGNMENT_SECTORS) * ALIGNMENT;
  }

  /** The table for a disk of DISKSIZE bytes; a diagnostic when it is too small, by how much. */
  public PartitionTable table(long diskSize) {
    long sectors = diskSize / GptLayout.SECTOR;
    long end = partitions.isEmpty() ? next : partitions.get(partitions.size() - 1).lastLba() + 1;
    long missing = (end + GptLayout.BACKUP_SECTORS - sectors) * GptLayout.SECTOR;
    if (missing > 0) {
      throw FruixException.failed(
          "the disk of " + diskSize + " bytes is too small by " + missing + " bytes",
          "give a disk capacity of at least " + minimumSize() + " bytes");
    }
    return new PartitionTable(seed.uuid("disk"), sectors, partitions);
  }

  private static long roundUp(long sectors) {
    return (sectors + ALIGNMENT_SECTORS - 1) / ALIGNMENT_SECTORS * ALIGNMENT_SECTORS;
  }
}
