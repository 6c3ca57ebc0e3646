package fruix.deploy.install;

import java.nio.file.Path;
import java.util.List;

/**
 * A disk of this machine.
 *
 * @param device its device file
 * @param size in bytes
 * @param sectorSize in bytes, as the disk's addresses count
 * @param uses what it is in use for, each as {@code sdb1 is mounted on /mnt}
 */
public record Disk(Path device, long size, int sectorSize, boolean readOnly, List<String> uses) {

  public Disk {
    uses = List.copyOf(uses);
  }
}
