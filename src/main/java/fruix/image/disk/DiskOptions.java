package fruix.image.disk;

import fruix.image.Seed;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What disk is to be made. A size of 0 is computed.
 *
 * @param capacity of the whole disk, in bytes: a multiple of 512
 * @param rootSize of the root file system, in bytes
 * @param swapSize of the swap partition, in bytes; 0 for none
 * @param rootLabel of the root's partition and file system
 * @param seed of every identifier on the disk
 * @param format that the disk is meant for: its capacity is rounded up to what that can have
 * @param bios what a BIOS starts it with; without it only UEFI firmware does
 */
public record DiskOptions(
    long capacity,
    long rootSize,
    long swapSize,
    String rootLabel,
    Seed seed,
    DiskFormat format,
    Optional<BiosBoot> bios) {
  private static final int SECTOR = 512;
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9_.-]{1,31}");

  public DiskOptions {
    if (capacity < 0 || rootSize < 0 || swapSize < 0) {
      throw new IllegalArgumentException("a negative size");
    }
    if (capacity % SECTOR != 0) {
      throw new IllegalArgumentException("not whole sectors: a disk of " + capacity + " bytes");
    }
    if (!LABEL.matcher(rootLabel).matches()) {
      throw new IllegalArgumentException("not a label: `" + rootLabel + "'");
    }
  }

  /** A disk just large enough, without swap. */
  public static DiskOptions of(Seed seed) {
    return new DiskOptions(0, 0, 0, DiskComposer.ROOT_NAME, seed, DiskFormat.RAW, Optional.empty());
  }

  public DiskOptions withCapacity(long bytes) {
    return new DiskOptions(bytes, rootSize, swapSize, rootLabel, seed, format, bios);
  }

  public DiskOptions withRootSize(long bytes) {
    return new DiskOptions(capacity, bytes, swapSize, rootLabel, seed, format, bios);
  }

  public DiskOptions withSwapSize(long bytes) {
    return new DiskOptions(capacity, rootSize, bytes, rootLabel, seed, format, bios);
  }

  public DiskOptions withRootLabel(String label) {
    return new DiskOptions(capacity, rootSize, swapSize, label, seed, format, bios);
  }

  public DiskOptions withFormat(DiskFormat wanted) {
    return new DiskOptions(capacity, rootSize, swapSize, rootLabel, seed, wanted, bios);
  }

  public DiskOptions withBios(BiosBoot boot) {
    return new DiskOptions(
        capacity, rootSize, swapSize, rootLabel, seed, format, Optional.of(boot));
  }
}
