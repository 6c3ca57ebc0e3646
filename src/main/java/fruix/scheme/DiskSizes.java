package fruix.scheme;

import java.util.OptionalLong;

/**
 * Sizes that a user gave for a disk, in bytes.
 *
 * @param root of the root file system; without it, what the disk has room for or the system needs
 * @param capacity of the disk; without it, what the partitions need
 * @param swap of the swap partition; without it there is none
 */
public record DiskSizes(OptionalLong root, OptionalLong capacity, OptionalLong swap) {}
