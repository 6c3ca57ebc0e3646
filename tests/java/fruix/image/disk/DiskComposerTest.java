package fruix.image.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageInput;
import fruix.image.ImageOutput;
import fruix.image.ImageWalk;
import fruix.image.Judge;
import fruix.image.RangeInputStream;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.image.fat.FatReader;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.image.gpt.PartitionTypes;
import fruix.image.ufs.UfsReader;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DiskComposerTest {
  private static final long MIB = 1 << 20;
  private static final byte[] LOADER = SampleTree.noise(1, 500_000);
  private static final Entry.File PROGRAM =
      new Entry.File(
          new RelativePath("boot/loader.efi"),
          Attributes.FILE,
          LOADER.length,
          Sha256.of(LOADER),
          0);
  private static final DiskOptions SMALL =
      DiskOptions.of(Seed.of("a closure")).withRootSize(48 * MIB);
  private static final SampleTree TREE =
      new SampleTree()
          .add("boot/loader.conf", SampleTree.noise(2, 100))
          .add("big", SampleTree.noise(3, 3_000_000))
          .link("run/current-system", "/frx/store/x");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private static DiskComposer plan(DiskOptions options) {
    return DiskComposer.plan(options, TREE.manifest(), PROGRAM);
  }

  private Path write(String name, DiskOptions options) {
    Path path = temporary.resolve(name);
    DiskComposer disk = plan(options);
    try (FileOutput output = FileOutput.create(path, disk.capacity())) {
      disk.write(
          output, TREE.content(), any -> Channels.newChannel(new ByteArrayInputStream(LOADER)));
    }
    return path;
  }

  private static ImageInput partition(FileInput disk, String name) {
    return GptReader.read(disk).stream()
        .filter(partition -> partition.name().equals(name))
        .findFirst()
        .map(partition -> GptReader.contents(disk, partition))
        .orElseThrow();
  }

  @Test
  void readersFindLoaderAndRoot() throws IOException {
    try (FileInput disk = FileInput.open(write("disk.img", SMALL.withSwapSize(2 * MIB)))) {
      assertEquals(List.of(), GptReader.verify(disk));
      assertEquals(
          List.of(
              "efiboot " + PartitionTypes.EFI,
              "fruix-swap " + PartitionTypes.FREEBSD_SWAP,
              "fruix-root " + PartitionTypes.FREEBSD_UFS),
          GptReader.read(disk).stream().map(p -> p.name() + " " + p.type()).toList());
      FatReader esp = FatReader.open(partition(disk, "efiboot"));
      assertEquals(List.of(), esp.verify());
      assertEquals("FAT32", esp.summary().get("type").toUpperCase(Locale.ROOT));
      assertArrayEquals(
          LOADER, esp.open(esp.find(new RelativePath("EFI/BOOT/BOOTX64.EFI"))).readAllBytes());
      UfsReader root = UfsReader.open(partition(disk, "fruix-root"));
      assertEquals(List.of(), root.verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(root, root.root(), back);
      assertEquals(TREE.lines(), back.lines());
    }
  }

  @Test
  void sameBytesTwice() throws IOException {
    Path first = write("first.img", SMALL);
    assertEquals(-1, Files.mismatch(first, write("second.img", SMALL)));
    DiskOptions other = DiskOptions.of(Seed.of("another closure")).withRootSize(SMALL.rootSize());
    assertTrue(Files.mismatch(first, write("other.img", other)) >= 0, "identifiers differ");
  }

  @Test
  void sizesThatAreNotGivenAreComputed() {
    DiskComposer computed = plan(DiskOptions.of(Seed.of("s")));
    assertTrue(computed.rootSize() > 256 * MIB, "room for what the system writes");
    assertTrue(computed.capacity() < 450 * MIB);
    DiskComposer filled = plan(DiskOptions.of(Seed.of("s")).withCapacity(1024 * MIB));
    assertEquals(1024 * MIB, filled.capacity());
    List<Partition> partitions = filled.partitions();
    Partition root = partitions.get(partitions.size() - 1);
    assertEquals("fruix-root", root.name());
    assertTrue(root.offset() + root.size() > 1022 * MIB, "the root takes what is left");
    DiskComposer both = plan(SMALL.withCapacity(1024 * MIB));
    assertEquals(48 * MIB, both.rootSize());
  }

  /** The backup table is in the last sector that the format can have, whatever was asked for. */
  @ParameterizedTest
  @EnumSource(DiskFormat.class)
  void theCapacityIsOneOfTheFormat(DiskFormat format) {
    DiskOptions options = SMALL.withFormat(format);
    long computed = plan(options).capacity();
    assertEquals(format.capacity(computed), computed);
    long given = plan(options.withCapacity(1024 * MIB + 512)).capacity();
    assertEquals(format.capacity(1024 * MIB + 512), given);
  }

  @Test
  void biosProgramsMustFit() {
    byte[] master = new byte[512];
    assertThrows(FruixException.class, () -> new BiosBoot(new byte[511], new byte[1]));
    assertThrows(FruixException.class, () -> new BiosBoot(master, new byte[0]));
    assertThrows(FruixException.class, () -> new BiosBoot(master, new byte[(512 << 10) + 1]));
  }

  @Test
  void whatIsTooSmallIsSaid() {
    String root = refusal(SMALL.withRootSize(2 * MIB));
    assertTrue(root.startsWith("the root file system of 2097152 bytes is too small by "), root);
    assertEquals(
        "the disk of 83886080 bytes is too small by 9454080 bytes",
        refusal(SMALL.withCapacity(80 * MIB)));
    String tiny = refusal(DiskOptions.of(Seed.of("s")).withCapacity(20 * MIB));
    assertTrue(tiny.startsWith("the disk of 20971520 bytes is too small by "), tiny);
  }

  private static String refusal(DiskOptions options) {
    return assertThrows(FruixException.class, () -> plan(options)).getMessage();
  }

  @Test
  void thePrimaryHeaderIsTheLastToBeWritten() throws IOException {
    Path place = temporary.resolve("order.img");
    DiskComposer disk = plan(SMALL);
    List<String> log = new ArrayList<>();
    try (FileOutput file = FileOutput.replace(place, disk.capacity())) {
      disk.write(
          new Logged(file, disk.capacity(), log),
          TREE.content(),
          any -> Channels.newChannel(new ByteArrayInputStream(LOADER)));
    }
    int tables = log.indexOf("barrier");
    assertTrue(tables > 0);
    assertEquals(
        List.of("barrier", "backup", "backup", "primary", "primary", "barrier", "header"),
        log.subList(tables, log.size()));
    assertEquals(List.of("data"), log.subList(0, tables).stream().distinct().toList());
    assertEquals(-1, Files.mismatch(place, write("plain.img", SMALL)));
  }

  /** Tells of each write which part of the disk it is to. */
  private record Logged(ImageOutput disk, long size, List<String> log) implements ImageOutput {

    @Override
    public void write(long position, ByteBuffer source) {
      synchronized (log) {
        log.add(
            position == 512
                ? "header"
                : position < MIB ? "primary" : position >= size - MIB ? "backup" : "data");
      }
      disk.write(position, source);
    }

    @Override
    public void barrier() {
      log.add("barrier");
    }
  }

  @Test
  void outsideJudgesAgree() throws IOException, InterruptedException {
    Path disk = write("disk.img", SMALL);
    assertTrue(Judge.run("sgdisk", "-v", disk).contains("No problems found"));
    Path esp = temporary.resolve("esp.img");
    try (FileInput in = FileInput.open(disk);
        RangeInputStream stream = new RangeInputStream(in, MIB, 40 * MIB)) {
      Files.copy(stream, esp);
    }
    Judge.run("fsck.fat", "-n", esp);
    assertTrue(Judge.run("mdir", "-b", "-i", esp, "::/EFI/BOOT").contains("BOOTX64.EFI"));
    Path big = Files.write(temporary.resolve("big"), SampleTree.noise(3, 3_000_000));
    Judge.run("grub-fstest", disk, "cmp", "(loop0,gpt2)/big", big);
  }
}
