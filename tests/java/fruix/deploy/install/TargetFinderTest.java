package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetFinderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path dir;

  /** A machine with one disk of 1 MiB, labelled `one', and two with the serial number `same'. */
  private static final class FewDisks implements Disks {
    @Override
    public Disk at(Path file) {
      if (!file.equals(Path.of("/dev/null"))) {
        throw Disks.noDisk(file);
      }
      return new Disk(file, 1 << 20, 512, false, List.of("null1 is mounted on /"));
    }

    @Override
    public Device device(Path file) {
      throw Disks.noDisk(file);
    }

    @Override
    public List<Path> labelled(String label) {
      return label.equals("one") ? List.of(Path.of("/dev/null")) : List.of();
    }

    @Override
    public List<Path> withSerial(String serial) {
      return serial.equals("same") ? List.of(Path.of("/dev/a"), Path.of("/dev/b")) : List.of();
    }

    @Override
    public List<String> uses(Path file) {
      return file.endsWith("used.img") ? List.of("it is used for swap") : List.of();
    }
  }

  @BeforeEach
  void resolve() throws IOException {
    dir = temporary.toRealPath();
    Files.createDirectories(dir.resolve("root/frx/store"));
  }

  private TargetFinder finder() {
    return new TargetFinder(dir, dir.resolve("root/frx"), new FewDisks());
  }

  private String refusal(String text) {
    return assertThrows(FruixException.class, () -> finder().find(text))
        .getMessage()
        .replace(dir.toString(), "DIR");
  }

  @Test
  void filesOldAndNew() throws IOException {
    Target fresh = finder().find("new.img");
    assertEquals(dir.resolve("new.img"), fresh.path());
    assertFalse(fresh.present());
    Files.write(dir.resolve("used.img"), new byte[700]);
    Files.createSymbolicLink(dir.resolve("hop"), Path.of("used.img"));
    Files.createSymbolicLink(dir.resolve("link"), Path.of("hop"));
    Target old = finder().find("link");
    assertEquals(dir.resolve("used.img"), old.path());
    assertTrue(old.present());
    assertEquals(700, old.size());
    assertEquals(TargetKind.RAW_FILE, old.kind());
    assertEquals(List.of("it is used for swap"), old.uses());
  }

  @Test
  void disksByPathLabelAndSerial() throws IOException {
    Files.createSymbolicLink(dir.resolve("disk"), Path.of("/dev/null"));
    for (String name : List.of("/dev/null", "disk", "label:one")) {
      Target disk = finder().find(name);
      assertEquals(Path.of("/dev/null"), disk.path());
      assertEquals(TargetKind.BLOCK_DEVICE, disk.kind());
      assertEquals(1 << 20, disk.size());
      assertEquals(List.of("null1 is mounted on /"), disk.uses());
    }
    assertEquals("there is no disk `label:two'", refusal("label:two"));
    assertEquals("more than one disk is `serial:same': /dev/a, /dev/b", refusal("serial:same"));
    assertEquals("/dev/zero is no disk", refusal("/dev/zero"));
    assertEquals("there is no device /dev/fruix-none", refusal("/dev/fruix-none"));
  }

  @Test
  void whatCannotBeATargetIsRefused() throws IOException {
    Files.createSymbolicLink(dir.resolve("dangling"), Path.of("nowhere"));
    Files.createSymbolicLink(dir.resolve("into"), Path.of("root/frx/store"));
    assertEquals("DIR/root is a directory", refusal("root"));
    assertEquals("DIR/dangling is a link that leads to nothing", refusal("dangling"));
    assertEquals("cannot find DIR/no: no such file or directory", refusal("no/disk.img"));
    String store = " is in the store, which nothing but a build writes to";
    assertEquals("DIR/root/frx/store/x.img" + store, refusal("root/frx/store/x.img"));
    assertEquals("DIR/root/frx/store/x.img" + store, refusal("into/x.img"));
    Files.write(dir.resolve("root/frx/store/old"), new byte[1]);
    assertEquals("DIR/root/frx/store/old" + store, refusal("into/old"));
  }

  @Test
  void smallDisksReadOnlyOnesAndThoseOfOtherSectorsAreRefused() {
    Path device = Path.of("/dev/x");
    Target small = Target.disk(new Disk(device, 1000 * 512, 512, false, List.of("a", "b")));
    Obstacles.requireUsable(small);
    assertEquals(
        List.of("/dev/x is in use: a", "/dev/x is in use: b"),
        Obstacles.reasons(small, OptionalLong.of(1000 * 512)).stream()
            .map(reason -> reason.message())
            .toList());
    assertEquals(
        "the disk /dev/x of 512000 bytes is too small by 512 bytes",
        Obstacles.reasons(small, OptionalLong.of(1001 * 512)).get(2).message());
    Target large = Target.disk(new Disk(device, 4096, 4096, false, List.of()));
    assertTrue(
        assertThrows(FruixException.class, () -> Obstacles.requireUsable(large))
            .getMessage()
            .startsWith("/dev/x has sectors of 4096 bytes"));
    Target protectedOne = Target.disk(new Disk(device, 4096, 512, true, List.of()));
    assertEquals(
        "/dev/x cannot be written to: it is read-only",
        assertThrows(FruixException.class, () -> Obstacles.requireUsable(protectedOne))
            .getMessage());
  }

  @Test
  void aFileThatMayNotBeWrittenIsReadOnly() throws IOException {
    Path file = Files.write(dir.resolve("ro.img"), new byte[10]);
    assumeTrue(file.toFile().setReadOnly() && !Files.isWritable(file), "root may write anything");
    Target target = finder().find("ro.img");
    assertThrows(FruixException.class, () -> Obstacles.requireUsable(target));
  }
}
