package fruix.deploy.install;

import fruix.diag.FruixException;
import java.nio.file.Path;
import java.util.List;

/** The disks of this machine, as far as its system tells of them. */
public interface Disks {
  /** Those of a system that Fruix does not know how to ask. */
  Disks UNKNOWN = new UnknownDisks();

  /**
   * The disk whose device file is FILE, which is no link; a diagnostic when it is a partition or no
   * disk at all.
   */
  Disk at(Path file);

  /**
   * The device whose file is FILE, which is no link; a diagnostic when there is no disk behind it.
   * Opened, not every system's devices tell their size.
   */
  Device device(Path file);

  /** The device files of the disks and partitions with LABEL, sorted, each once. */
  List<Path> labelled(String label);

  /** The device files of the disks with SERIAL, sorted, each once. */
  List<Path> withSerial(String serial);

  /** What the regular file FILE, which is no link, is in use for. */
  List<String> uses(Path file);

  /** The diagnostic for FILE that is a device, but not what a system can be installed on. */
  static FruixException noDisk(Path file) {
    return FruixException.failed(file + " is no disk");
  }

  /** The diagnostic for FILE that is a partition of DISK. */
  static FruixException partition(Path file, Path disk) {
    return FruixException.failed(
        file + " is a partition, and a system takes a whole disk", "the disk is " + disk);
  }
}
