package fruix.image.disk;

import fruix.diag.FruixException;

/**
 * What a BIOS starts FreeBSD with.
 *
 * @param master {@code boot/pmbr}, for the first sector of the disk: loads what follows
 * @param program {@code boot/gptboot}, for the freebsd-boot partition: starts the loader of the
 *     root file system
 */
@SuppressWarnings("ArrayRecordComponent") // made once, handed over and never shared
public record BiosBoot(byte[] master, byte[] program) {
  /** What bsdinstall makes; pmbr has room for 545 KiB, all of which it loads. */
  static final long PARTITION_SIZE = 512 << 10;

  private static final int SECTOR = 512;

  public BiosBoot {
    if (master.length != SECTOR) {
      throw FruixException.failed(
          "boot/pmbr has " + master.length + " bytes, and should be one sector of " + SECTOR);
    }
    if (program.length == 0 || program.length > PARTITION_SIZE) {
      throw FruixException.failed(
          "boot/gptboot has " + program.length + " bytes, and its partition " + PARTITION_SIZE);
    }
  }
}
