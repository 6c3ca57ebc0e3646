package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * With what FreeBSD 13.2 said of a machine that Fruix was installed on, vtbd1, with a second disk,
 * vtbd0, and a memory disk in a file.
 */
final class FreeBsdDisksTest {
  private static final Path DEV = Path.of("/dev");

  private final Map<String, String> answers =
      Map.of(
          "/sbin/sysctl", recorded("geom.xml"),
          "/sbin/mount", recorded("mount.txt"),
          "/usr/sbin/swapinfo", recorded("swapinfo.txt"));

  private static String recorded(String name) {
    try {
      return Files.readString(Path.of("tests/java/fruix/deploy/install", name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Disk disk(String name) {
    return disks(answers).at(DEV.resolve(name));
  }

  private static FreeBsdDisks disks(Map<String, String> answers) {
    return new FreeBsdDisks(command -> Objects.requireNonNull(answers.get(command.get(0))));
  }

  @Test
  void aDiskIsKnownWithAllThatItIsUsedFor() {
    Disk system = disk("vtbd1");
    assertEquals(DEV.resolve("vtbd1"), system.device());
    assertEquals(3L << 30, system.size());
    assertEquals(512, system.sectorSize());
    assertEquals(List.of("gpt/fruix-root is mounted on /"), system.uses());
    assertEquals(
        List.of("gpt/swap1 is used for swap", "ufs/mydata is mounted on /mnt"),
        disk("vtbd0").uses());
    assertEquals(List.of(), disk("md0").uses());
  }

  @Test
  void aDiskThatIsOpenForWritingIsInUse() {
    Map<String, String> silent =
        Map.of("/sbin/sysctl", recorded("geom.xml"), "/sbin/mount", "", "/usr/sbin/swapinfo", "\n");
    assertEquals(
        List.of("vtbd1 is open for writing"), disks(silent).at(DEV.resolve("vtbd1")).uses());
    Map<String, String> mirrored =
        Map.of(
            "/sbin/sysctl",
            recorded("geom.xml").replace("<name>SWAP</name>", "<name>MIRROR</name>"),
            "/sbin/mount",
            "",
            "/usr/sbin/swapinfo",
            "");
    assertEquals(
        List.of("gpt/swap1 is part of swap (MIRROR)"),
        disks(mirrored).at(DEV.resolve("vtbd0")).uses());
  }

  @Test
  void aLabelledDiskIsTheDiskItself() {
    Disk disk = disk("label/mylabel");
    assertEquals(DEV.resolve("md0"), disk.device());
    assertEquals(64L << 20, disk.size(), "with the sector that holds the label");
  }

  @Test
  void whatIsNoWholeDiskIsRefused() {
    for (String name : List.of("vtbd1p2", "gpt/fruix-root", "ufs/mydata")) {
      FruixException e = assertThrows(FruixException.class, () -> disk(name));
      assertTrue(e.getMessage().startsWith("/dev/" + name + " is a partition"), e.getMessage());
    }
    assertEquals(
        "the disk is /dev/vtbd0",
        assertThrows(FruixException.class, () -> disk("ufs/mydata")).diagnostics().get(0).hint());
    assertEquals(
        "/dev/null is no disk",
        assertThrows(FruixException.class, () -> disk("null")).getMessage());
    assertEquals(
        "/dev/cd0 has no medium",
        assertThrows(FruixException.class, () -> disk("cd0")).getMessage());
  }

  @Test
  void disksAreFoundByLabelAndSerial() {
    FreeBsdDisks disks = disks(answers);
    assertEquals(List.of(DEV.resolve("label/mylabel")), disks.labelled("mylabel"));
    assertEquals(List.of(DEV.resolve("gpt/fruix-root")), disks.labelled("fruix-root"));
    assertEquals(List.of(), disks.labelled("my"));
    assertEquals(List.of(DEV.resolve("vtbd0")), disks.withSerial("SER-0042"));
    assertEquals(List.of(), disks.withSerial("SER-004"));
  }

  /** Opened, a device of FreeBSD says that it has 0 bytes. */
  @Test
  void everyDeviceHasASize() {
    FreeBsdDisks disks = disks(answers);
    assertEquals(new Device(3L << 30, 512), disks.device(DEV.resolve("vtbd1")));
    Device root = disks.device(DEV.resolve("vtbd1p2"));
    assertEquals(root, disks.device(DEV.resolve("gpt/fruix-root")));
    assertTrue(root.size() > 1L << 30 && root.size() < 3L << 30, root.toString());
    assertEquals((64L << 20) - 512, disks.device(DEV.resolve("label/mylabel")).size());
    for (String name : List.of("null", "cd0")) {
      assertThrows(FruixException.class, () -> disks.device(DEV.resolve(name)));
    }
  }

  @Test
  void aFileInUseIsKnown() {
    FreeBsdDisks disks = disks(answers);
    assertEquals(List.of("it is the disk /dev/md0"), disks.uses(Path.of("/var/tmp/disk.img")));
    assertEquals(List.of(), disks.uses(Path.of("/var/tmp/other.img")));
  }
}
