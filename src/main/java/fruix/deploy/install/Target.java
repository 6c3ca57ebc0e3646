package fruix.deploy.install;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to be installed on.
 *
 * @param path a file or device file, no link
 * @param present false for a file that is still to be made
 * @param size in bytes; 0 for what is not there
 * @param sectorSize in bytes
 * @param uses what it is in use for
 */
public record Target(
    Path path,
    TargetKind kind,
    boolean present,
    long size,
    int sectorSize,
    boolean readOnly,
    List<String> uses) {

  /** What this version writes tables and file systems for. */
  static final int SECTOR = 512;

  public Target {
    uses = List.copyOf(uses);
  }

  static Target newFile(Path path) {
    return new Target(path, TargetKind.RAW_FILE, false, 0, SECTOR, false, List.of());
  }

  static Target file(Path path, long size, boolean readOnly, List<String> uses) {
    return new Target(path, TargetKind.RAW_FILE, true, size, SECTOR, readOnly, uses);
  }

  static Target disk(Disk disk) {
    return new Target(
        disk.device(),
        TargetKind.BLOCK_DEVICE,
        true,
        disk.size(),
        disk.sectorSize(),
        disk.readOnly(),
        disk.uses());
  }
}
