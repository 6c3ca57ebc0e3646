package fruix.deploy.install;

/**
 * What a device has room for: a disk, a partition or another name of one.
 *
 * @param size in bytes
 * @param sectorSize in bytes; only whole sectors are read
 */
public record Device(long size, int sectorSize) {}
