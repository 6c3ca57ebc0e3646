package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine of files: sda holds the system, sdb nothing, sdc a volume group, sr0 no disc. */
final class LinuxDisksTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path root;

  private final Map<Path, DeviceNumber> numbers = new HashMap<>();

  @BeforeEach
  void makeTheMachine() throws IOException {
    root = temporary.toRealPath();
    device("sda", 8, 0, 2000);
    partition("sda", "sda1", 8, 1);
    partition("sda", "sda2", 8, 2);
    partition("sda", "sda3", 8, 3);
    device("sdb", 8, 16, 1000);
    write("sys/devices/sdb/device/vpd_pg80", "\0\u0000\0\10 SER-0042");
    device("sdc", 8, 32, 1000);
    partition("sdc", "sdc1", 8, 33);
    device("dm-0", 253, 0, 900);
    holder("sdc/sdc1", "dm-0");
    device("sr0", 11, 0, 0);
    device("nvme0n1", 259, 0, 4000);
    write("sys/devices/nvme0n1/serial", "S4EWNX0N\n");
    write("sys/devices/nvme0n1/ro", "1\n");
    device("loop7", 7, 7, 10);
    write("sys/devices/loop7/loop/backing_file", root + "/home/disk.img\n");
    write(
        "proc/self/mountinfo",
        """
        22 27 0:21 / /proc rw,relatime - proc proc rw
        27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/root rw
        28 27 0:44 / /srv/my\\040data rw - btrfs %1$s/dev/sda2 rw
        29 27 253:0 / /lv rw master:2 propagate_from:3 - xfs /dev/mapper/vg-lv rw
        """
            .formatted(root));
    write(
        "proc/swaps",
        "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"
            + root
            + "/dev/sda3                               partition\t100\t\t0\t\t-2\n"
            + root
            + "/home/swap file".replace(" ", "\\040")
            + "\tfile\t100\t0\t-3\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private void number(String name, String directory, int major, int minor) throws IOException {
    write(directory + "/dev", major + ":" + minor + "\n");
    Path link = root.resolve("sys/dev/block/" + major + ":" + minor);
    Files.createDirectories(link.resolveSibling("."));
    Files.createSymbolicLink(link, root.resolve(directory));
    write("dev/" + name, "");
    numbers.put(root.resolve("dev/" + name), new DeviceNumber(major, minor));
  }

  private void device(String name, int major, int minor, int sectors) throws IOException {
    String directory = "sys/devices/" + name;
    number(name, directory, major, minor);
    write(directory + "/size", sectors + "\n");
    write(directory + "/ro", "0\n");
    write(directory + "/queue/logical_block_size", "512\n");
    Files.createDirectories(root.resolve("sys/block"));
    Files.createSymbolicLink(root.resolve("sys/block/" + name), root.resolve(directory));
  }

  private void partition(String disk, String name, int major, int minor) throws IOException {
    number(name, "sys/devices/" + disk + "/" + name, major, minor);
    write("sys/devices/" + disk + "/" + name + "/partition", "1\n");
    write("sys/devices/" + disk + "/" + name + "/size", "600\n");
  }

  private void holder(String held, String name) throws IOException {
    Path link = root.resolve("sys/devices/" + held + "/holders/" + name);
    Files.createDirectories(link.resolveSibling("."));
    Files.createSymbolicLink(link, root.resolve("sys/devices/" + name));
  }

  private LinuxDisks disks() {
    return new LinuxDisks(root, file -> Optional.ofNullable(numbers.get(file)));
  }

  private Disk disk(String name) {
    return disks().at(root.resolve("dev/" + name));
  }

  @Test
  void aDiskIsKnownWithAllThatItIsUsedFor() {
    Disk free = disk("sdb");
    assertEquals(512_000, free.size());
    assertEquals(512, free.sectorSize());
    assertFalse(free.readOnly());
    assertEquals(List.of(), free.uses());
    assertEquals(
        List.of("sda1 is mounted on /", "sda2 is mounted on /srv/my data", "sda3 is used for swap"),
        disk("sda").uses());
    assertEquals(List.of("sdc1 is part of dm-0", "dm-0 is mounted on /lv"), disk("sdc").uses());
    assertTrue(disk("nvme0n1").readOnly());
  }

  @Test
  void whatIsNoWholeDiskIsRefused() {
    FruixException e = assertThrows(FruixException.class, () -> disk("sda2"));
    assertTrue(
        e.getMessage().endsWith("/dev/sda2 is a partition, and a system takes a whole disk"));
    assertEquals("the disk is " + root.resolve("dev/sda"), e.diagnostics().get(0).hint());
    assertTrue(
        assertThrows(FruixException.class, () -> disk("null"))
            .getMessage()
            .endsWith(" is no disk"));
    assertTrue(
        assertThrows(FruixException.class, () -> disk("sr0"))
            .getMessage()
            .endsWith("/dev/sr0 has no medium"));
  }

  @Test
  void disksAreFoundByLabelAndSerial() throws IOException {
    Path byLabel = Files.createDirectories(root.resolve("dev/disk/by-label"));
    Files.createSymbolicLink(byLabel.resolve("my\\x20disk"), Path.of("../../sdb"));
    Path byId = Files.createDirectories(root.resolve("dev/disk/by-id"));
    Files.createSymbolicLink(byId.resolve("ata-ACME_WD-77"), Path.of("../../sda"));
    Files.createSymbolicLink(byId.resolve("ata-ACME_WD-77-part1"), Path.of("../../sda1"));
    Files.createSymbolicLink(byId.resolve("wwn-WD-77"), Path.of("../../sda"));
    assertEquals(List.of(root.resolve("dev/sdb")), disks().labelled("my disk"));
    assertEquals(List.of(), disks().labelled("my"));
    assertEquals(List.of(root.resolve("dev/sdb")), disks().withSerial("SER-0042"));
    assertEquals(List.of(root.resolve("dev/nvme0n1")), disks().withSerial("S4EWNX0N"));
    assertEquals(List.of(root.resolve("dev/sda")), disks().withSerial("WD-77"));
    assertEquals(List.of(), disks().withSerial("D-77"));
  }

  @Test
  void everyDeviceHasASize() {
    assertEquals(new Device(2000 * 512, 512), disks().device(root.resolve("dev/sda")));
    assertEquals(new Device(600 * 512, 512), disks().device(root.resolve("dev/sda2")));
    for (String name : List.of("null", "sr0")) {
      assertThrows(FruixException.class, () -> disks().device(root.resolve("dev/" + name)));
    }
  }

  @Test
  void filesInUseAreKnown() {
    assertEquals(
        List.of("it is the disk " + root.resolve("dev/loop7")),
        disks().uses(root.resolve("home/disk.img")));
    assertEquals(List.of("it is used for swap"), disks().uses(root.resolve("home/swap file")));
    assertEquals(List.of(), disks().uses(root.resolve("home/other.img")));
  }

  @Test
  void deviceNumbersAreThoseOfGlibc() {
    assertEquals("8:16", DeviceNumber.decode(0x810).toString());
    assertEquals("259:65537", DeviceNumber.decode(0x10010301L).toString());
  }
}
