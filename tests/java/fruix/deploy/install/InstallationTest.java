package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.SampleTree;
import fruix.image.disk.ImageParts;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.image.ufs.UfsReader;
import fruix.io.RelativePath;
import fruix.scheme.DiskSizes;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  private static final long MIB = 1 << 20;
  private static final OptionalLong NONE = OptionalLong.empty();
  private static final DiskSizes SIZES =
      new DiskSizes(OptionalLong.of(48 * MIB), OptionalLong.of(100 * MIB), NONE);
  private static final Derivation CLOSURE = closure("");
  private static final Derivation BIOS_CLOSURE =
      closure(
          """
          (file "boot/loader" "0444" 0 0 "loader")
          (file "boot/pmbr" "0444" 0 0 "%s")
          (file "boot/gptboot" "0444" 0 0 "gptboot")
          """
              .formatted("p".repeat(512)));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @SuppressWarnings("NullAway.Init")
  private Store store;

  @BeforeEach
  void build() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1));
    store = Store.open(dir.resolve("root"), false, clock, EventSink.SILENT);
    Builders builders = Builders.standard(Map.of());
    new Realiser(store, builders, EventSink.SILENT, RealiserOptions.of(2))
        .realise(List.of(CLOSURE, BIOS_CLOSURE));
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** A system that starts, with the files MORE. */
  private static Derivation closure(String more) {
    String files =
        """
        (file "boot/loader.efi" "0444" 0 0 "MZ")
        (file "boot/loader.conf" "0444" 0 0 "autoboot_delay=2")
        (file "metadata/rootfs.mtree" "0444" 0 0
          "#mtree\\n. type=dir uid=0 gid=0 mode=0755\\n./boot type=dir uid=0 gid=0 mode=0755 contents=boot\\n")
        """;
    return new Derivation(
        "t", "write-files", "1", SexpReader.readAll("p", files + more), List.of());
  }

  private static StorePath closure() {
    return CLOSURE.path();
  }

  private Installation plan(Target target, DiskSizes sizes) {
    return Installation.plan(store, closure(), target, sizes, false);
  }

  /** A file that stands for a disk of 100 MiB, with FILL everywhere at first. */
  private Target disk(byte fill) throws IOException {
    Path file = dir.resolve("disk");
    ByteBuffer piece = ByteBuffer.allocate((int) MIB);
    while (piece.hasRemaining()) {
      piece.put(fill);
    }
    try (FileOutput out = FileOutput.replace(file, 100 * MIB)) {
      for (long at = 0; at < out.size(); at += MIB) {
        out.write(at, piece.rewind());
      }
    }
    return Target.disk(new Disk(file, 100 * MIB, 512, false, List.of()));
  }

  private void requireInstalled(Path place, Installation installation) throws IOException {
    try (FileInput image = FileInput.open(place)) {
      assertEquals(List.of(), ImageParts.of(image).verify());
      assertEquals(installation.record().partitions(), GptReader.read(image));
      UfsReader root = UfsReader.open(GptReader.contents(image, GptReader.read(image).get(1)));
      assertEquals(
          new String(installation.record().toBytes(), StandardCharsets.UTF_8),
          new String(
              root.open(root.find(InstallRecord.PLACE)).readAllBytes(), StandardCharsets.UTF_8));
      String generation = "frx/var/fruix/gcroots/system-1-link";
      assertEquals(closure().toString(), root.find(new RelativePath(generation)).target());
    }
  }

  @Test
  void aNewFileBecomesABootableDisk() throws IOException {
    Path place = dir.resolve("new.img");
    Installation installation = plan(Target.newFile(place), SIZES);
    assertFalse(Files.exists(place), "planning writes nothing");
    installation.write();
    requireInstalled(place, installation);
    assertEquals(100 * MIB, Files.size(place));
    String record = new String(installation.record().toBytes(), StandardCharsets.UTF_8);
    assertTrue(record.contains("(closure \"" + closure() + "\")"), record);
    assertTrue(record.contains("(target-kind raw-file)"), record);
    assertTrue(record.contains("(root-size 50331648)"), record);
  }

  @Test
  void whatTheTargetHeldMakesNoDifference() throws IOException {
    Path fresh = dir.resolve("fresh.img");
    plan(Target.newFile(fresh), SIZES).write();
    Path old = Files.write(dir.resolve("old.img"), SampleTree.noise(1, 200_000_000));
    plan(Target.file(old, 200_000_000, false, List.of()), SIZES).write();
    assertEquals(-1, Files.mismatch(fresh, old));
  }

  @Test
  void aDirtyDiskIsOverwrittenWithItsOwnCapacity() throws IOException {
    Target disk = disk((byte) 0xaa);
    DiskSizes smaller = new DiskSizes(NONE, OptionalLong.of(50 * MIB), OptionalLong.of(4 * MIB));
    Installation installation = plan(disk, smaller);
    assertEquals(100 * MIB, installation.record().capacity());
    installation.write();
    try (FileInput image = FileInput.open(disk.path())) {
      assertEquals(List.of(), ImageParts.of(image).verify());
      assertEquals(
          List.of("efiboot", "fruix-swap", "fruix-root"),
          GptReader.read(image).stream().map(partition -> partition.name()).toList());
    }
  }

  @Test
  void anExistingFileKeepsItsSizeUnlessOneIsGiven() throws IOException {
    Path file = dir.resolve("f.img");
    FileOutput.replace(file, 90 * MIB + 100).close();
    Target target = Target.file(file, 90 * MIB + 100, false, List.of());
    DiskSizes none = new DiskSizes(OptionalLong.of(40 * MIB), NONE, NONE);
    assertEquals(90 * MIB, plan(target, none).record().capacity());
    assertEquals(100 * MIB, plan(target, SIZES).record().capacity());
    FruixException e =
        assertThrows(
            FruixException.class, () -> plan(Target.file(file, 60 * MIB, false, List.of()), none));
    assertTrue(e.getMessage().contains("is too small by"), e.getMessage());
  }

  @Test
  void aBiosFindsItsProgramsOnADisk() throws IOException {
    Target disk = disk((byte) 0xaa);
    Installation installation = Installation.plan(store, BIOS_CLOSURE.path(), disk, SIZES, true);
    installation.write();
    try (FileInput image = FileInput.open(disk.path())) {
      assertEquals(List.of(), ImageParts.of(image).verify());
      assertEquals("p".repeat(440), text(image, 0, 440));
      Partition boot = GptReader.read(image).get(1);
      assertEquals("gptboot\0", text(image, boot.offset(), 8));
      String record = new String(installation.record().toBytes(), StandardCharsets.UTF_8);
      String partition = "(partition (label \"biosboot\") (type freebsd-boot)";
      assertTrue(record.contains(partition), record);
    }
  }

  private static String text(FileInput disk, long position, int length) {
    return StandardCharsets.ISO_8859_1.decode(disk.read(position, length)).toString();
  }

  @Test
  void aClosureThatNoBiosBootsLeavesTheTargetAlone() throws IOException {
    Target target = Target.newFile(dir.resolve("new.img"));
    FruixException e =
        assertThrows(
            FruixException.class, () -> Installation.plan(store, closure(), target, SIZES, true));
    assertTrue(e.getMessage().contains("has no boot/loader, without which"), e.getMessage());
    assertFalse(Files.exists(target.path()));
  }

  @Test
  void sizesThatAreComputedHoldTheRecord() throws IOException {
    Path place = dir.resolve("computed.img");
    Installation installation = plan(Target.newFile(place), new DiskSizes(NONE, NONE, NONE));
    installation.write();
    requireInstalled(place, installation);
  }

  @Test
  void anInstallationThatFailsLeavesNothingToBoot() throws IOException {
    Target disk = disk((byte) 0);
    plan(disk, SIZES).write();
    Path fresh = dir.resolve("fresh.img");
    Installation toFile = plan(Target.newFile(fresh), SIZES);
    Installation toDisk = plan(disk, SIZES);
    Path lost = store.physical(closure()).resolve("boot/loader.conf");
    assertTrue(lost.getParent() != null && lost.getParent().toFile().setWritable(true));
    Files.delete(lost);
    assertThrows(FruixException.class, toFile::write);
    assertFalse(Files.exists(fresh));
    assertThrows(FruixException.class, toDisk::write);
    try (FileInput image = FileInput.open(disk.path())) {
      assertFalse(GptReader.matches(image), "neither the new table nor the old one");
      assertThrows(FruixException.class, () -> ImageParts.of(image));
      assertEquals(List.of("data of an unknown kind"), Contents.of(image, true));
    }
  }

  @Test
  void aFileInUseByAnotherProgramIsLeftAlone() throws IOException {
    Path file = dir.resolve("used.img");
    Installation installation = plan(Target.newFile(file), SIZES);
    try (FileOutput other = FileOutput.replace(file, 1000)) {
      FruixException e = assertThrows(FruixException.class, installation::write);
      assertEquals(file + " is in use: another program has locked it", e.getMessage());
      assertEquals(1000, other.size());
      assertEquals(1000, Files.size(file));
    }
  }
}
