package fruix.image.ufs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.DeviceNode;
import fruix.image.FileContent;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageNode;
import fruix.image.ImageWalk;
import fruix.image.Judge;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UfsTest {
  private static final UfsOptions OPTIONS = UfsOptions.of(Seed.of("a closure"), "root");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private Path write(String name, UfsOptions options, SampleTree tree) {
    return write(name, UfsPlan.of(options, tree.manifest(), List.of()), tree.content());
  }

  private Path write(String name, UfsPlan plan, FileContent content) {
    Path path = temporary.resolve(name);
    try (FileOutput output = FileOutput.create(path, plan.size())) {
      UfsWriter.write(output, plan, content);
    }
    return path;
  }

  /** Reads IMAGE back and lets every judge that is at hand look at it. */
  private static void assertHolds(Path image, SampleTree tree) throws Exception {
    try (FileInput input = FileInput.open(image)) {
      UfsReader reader = UfsReader.open(input);
      assertEquals(List.of(), reader.verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(reader, reader.root(), back);
      assertEquals(tree.lines(), back.lines());
    }
    Judge.runIfGiven("FRUIX_FSCK_FFS", "-f", "-n", image);
  }

  /** Sizes on both sides of every fragment and block boundary that matters. */
  private static int[] boundaries(int block, int fragment) {
    return Arrays.stream(
            new int[] {
              0, fragment, 2 * fragment, block - fragment, block, 2 * block, 12 * block, 13 * block
            })
        .flatMap(size -> Arrays.stream(new int[] {size - 1, size, size + 1}))
        .filter(size -> size >= 0)
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"32768,4096", "4096,512", "8192,1024", "65536,8192", "16384,16384", "32768,8192"})
  void randomTreesReadBackEqual(int block, int fragment) throws Exception {
    for (int round = 0; round < 4; round++) {
      Random random = new Random(block + round);
      SampleTree tree = SampleTree.random(random, boundaries(block, fragment));
      UfsOptions options =
          OPTIONS
              .withBlocks(block, fragment)
              .withCheckHashes(round != 1)
              .withFreeSpace(round << 22);
      assertHolds(write(round + ".ufs", options, tree), tree);
    }
  }

  @Test
  void symbolicLinksOfEveryLength() throws Exception {
    SampleTree tree = new SampleTree();
    for (int length : new int[] {1, 118, 119, 120, 121, 1022, 1023}) {
      tree.link("link" + length, "x".repeat(length));
    }
    Path image = write("links.ufs", OPTIONS, tree);
    assertHolds(image, tree);
    try (FileInput input = FileInput.open(image)) {
      UfsReader reader = UfsReader.open(input);
      ImageNode node = reader.find(new RelativePath("link119"));
      ByteBuffer inode = input.read(Superblock.read(input).geometry().inodeOffset(node.id()), 256);
      assertEquals('x', inode.get(UfsLayout.DI_DB));
      assertEquals(0, inode.getLong(UfsLayout.DI_BLOCKS));
    }
    SampleTree tooLong = new SampleTree().link("l", "x".repeat(1024));
    refused("too long", OPTIONS, tooLong);
  }

  @Test
  void namesOfEveryLengthAndHardLinks() throws Exception {
    SampleTree tree = new SampleTree();
    for (int length = 1; length <= 255; length++) {
      tree.add("d/" + "n".repeat(length), SampleTree.noise(length, length * 40));
    }
    tree.add("d/ü-日本", SampleTree.noise(1, 7));
    for (int i = 0; i < 4; i++) {
      tree.hardlink(new RelativePath("other" + i), new RelativePath("d/nnn"));
    }
    Path image = write("names.ufs", OPTIONS, tree);
    assertHolds(image, tree);
    try (FileInput input = FileInput.open(image)) {
      assertEquals(5, UfsReader.open(input).find(new RelativePath("other2")).links());
    }
  }

  @Test
  void aLargeFileUsesAllThreeLevelsOfIndirection() throws Exception {
    long size = 4096L * (12 + 512 + 512 * 512 + 3) + 5;
    long[] marks = {0, 12 * 4096 - 4, 524 * 4096, size - 20_000, size - 8};
    Path sparse = temporary.resolve("sparse");
    try (FileOutput file = FileOutput.create(sparse, size)) {
      for (long at : marks) {
        file.write(at, ByteBuffer.wrap(SampleTree.noise(at, 8)));
      }
    }
    SampleTree tree = new SampleTree().add("big", new byte[0]);
    Entry.File entry = (Entry.File) tree.manifest().entries().get(1);
    Manifest manifest =
        Manifest.of(
            List.of(
                tree.manifest().root(),
                new Entry.File(entry.path(), entry.attributes(), size, entry.digest(), 0)));
    UfsPlan plan = UfsPlan.of(OPTIONS.withBlocks(4096, 512), manifest, List.of());
    Path image = write("big.ufs", plan, path -> Files.newByteChannel(sparse));
    try (FileInput input = FileInput.open(image);
        InputStream expected = Files.newInputStream(sparse)) {
      UfsReader reader = UfsReader.open(input);
      assertEquals(List.of(), reader.verify());
      try (InputStream actual = reader.open(reader.find(new RelativePath("big")))) {
        long at = 0;
        for (long mark : marks) {
          actual.skipNBytes(mark - at);
          expected.skipNBytes(mark - at);
          at = Math.min(size, mark + 15_000);
          assertArrayEquals(expected.readNBytes(15_000), actual.readNBytes(15_000));
        }
        assertEquals(-1, actual.read());
      }
    }
    Judge.runIfGiven("FRUIX_FSCK_FFS", "-f", "-n", image);
    Files.delete(image);
  }

  @ParameterizedTest
  @CsvSource({"32768,4096", "4096,512"})
  void holesAreReadAsZerosAndTakeNoSpace(int block, int fragment) throws Exception {
    Random random = new Random(block);
    Map<String, long[]> holes = new HashMap<>();
    SampleTree tree = new SampleTree();
    for (int i = 0; i < 30; i++) {
      byte[] content = SampleTree.noise(i, random.nextInt(40 * block));
      int from = random.nextInt(content.length + 1);
      int middle = from + random.nextInt(content.length - from + 1);
      int to = middle + random.nextInt(content.length - middle + 1);
      Arrays.fill(content, from, middle, (byte) 0);
      Arrays.fill(content, to, content.length, (byte) 0);
      tree.add("file" + i, content);
      holes.put("file" + i, new long[] {from, middle - from, to, content.length - to});
    }
    UfsOptions options = OPTIONS.withBlocks(block, fragment);
    UfsPlan plan =
        UfsPlan.of(
            options,
            tree.manifest(),
            List.of(),
            path -> holes.getOrDefault(path.value(), new long[0]));
    Path image = write("holes.ufs", plan, tree.content());
    assertHolds(image, tree);
    assertTrue(plan.size() < UfsPlan.of(options, tree.manifest(), List.of()).size());
    SampleTree full = new SampleTree();
    tree.files().forEach((path, content) -> full.add(path, SampleTree.noise(1, content.length)));
    FruixException e =
        assertThrows(FruixException.class, () -> write("full.ufs", plan, full.content()));
    assertTrue(e.diagnostics().get(0).message().contains("should have a hole"));
  }

  @Test
  void aDirectoryOfHundredThousandNames() throws Exception {
    SampleTree tree = new SampleTree();
    for (int i = 0; i < 100_000; i++) {
      tree.add("many/file-number-" + i, i % 10 == 0 ? SampleTree.noise(i, 3) : new byte[0]);
    }
    assertHolds(write("many.ufs", OPTIONS, tree), tree);
  }

  @Test
  void deviceNodesKeepTheirNumbers() throws Exception {
    SampleTree tree = new SampleTree();
    tree.directory(new RelativePath("dev"), Attributes.DIRECTORY);
    Attributes mode = new Attributes(0600, new Owner(0, 5), "");
    List<DeviceNode> devices =
        List.of(
            new DeviceNode(new RelativePath("dev/null"), mode, false, 0x12, 0x34),
            new DeviceNode(new RelativePath("dev/disk"), mode, true, 0x12345, 0x6789ab));
    UfsPlan plan = UfsPlan.of(OPTIONS, tree.manifest(), devices);
    Path image = write("dev.ufs", plan, tree.content());
    try (FileInput input = FileInput.open(image)) {
      UfsReader reader = UfsReader.open(input);
      assertEquals(List.of(), reader.verify());
      ImageNode node = reader.find(new RelativePath("dev/disk"));
      assertEquals(ImageNode.Kind.SPECIAL, node.kind());
      ByteBuffer inode = input.read(Superblock.read(input).geometry().inodeOffset(node.id()), 256);
      assertEquals((short) 0060600, inode.getShort(0));
      long device = inode.getLong(UfsLayout.DI_DB);
      assertEquals(0x12345, (int) (device >> 32) & 0xffffff00 | (int) (device >> 8) & 0xff);
      assertEquals(0x6789ab, (int) (device >> 24) & 0xff00 | (int) device & 0xffff00ff);
    }
    Judge.runIfGiven("FRUIX_FSCK_FFS", "-f", "-n", image);
  }

  @Test
  void bytesAreWhereFreeBsdLooks() throws IOException {
    SampleTree tree = new SampleTree().add("f", SampleTree.noise(1, 5000));
    Path image = write("bytes.ufs", OPTIONS.withSize(64 << 20), tree);
    ByteBuffer b = ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
    int superblock = 65536;
    assertEquals(0x19540119, b.getInt(superblock + 1372));
    assertEquals(65536, b.getLong(superblock + 1000));
    assertEquals(120, b.getInt(superblock + 1320));
    assertEquals(64 << 20, b.getLong(superblock + 1080) * 4096);
    assertEquals("root", new String(b.array(), superblock + 680, 4, "US-ASCII"));
    assertEquals((byte) 0x80, b.get(superblock + 211));
    assertEquals(0x00090255, b.getInt(b.getInt(superblock + 12) * 4096 + 4));
    int inodes = b.getInt(superblock + 16) * 4096;
    assertEquals(0040555, b.getShort(inodes + 2 * 256) & 0xffff);
    assertEquals(2, b.getShort(inodes + 2 * 256 + 2));
    assertEquals(5000, b.getLong(inodes + 3 * 256 + 16));
    assertEquals(16, b.getLong(inodes + 3 * 256 + 24));
    assertEquals(1, b.getLong(inodes + 3 * 256 + 40));
    byte[] file = Arrays.copyOfRange(b.array(), address(b, inodes), address(b, inodes) + 5000);
    assertArrayEquals(SampleTree.noise(1, 5000), file);
  }

  private static int address(ByteBuffer b, int inodes) {
    return (int) b.getLong(inodes + 3 * 256 + 112) * 4096;
  }

  @Test
  void twoRunsWriteTheSameBytesWhateverWasThere() throws Exception {
    SampleTree tree = SampleTree.random(new Random(5), boundaries(32768, 4096));
    Path one = write("one.ufs", OPTIONS, tree);
    assertEquals(-1, Files.mismatch(one, write("two.ufs", OPTIONS, tree)));
    Path dirty = temporary.resolve("dirty.ufs");
    byte[] rubbish = new byte[(int) Files.size(one)];
    Arrays.fill(rubbish, (byte) 0xaa);
    Files.write(dirty, rubbish);
    UfsPlan plan = UfsPlan.of(OPTIONS, tree.manifest(), List.of());
    try (FileOutput output = FileOutput.overwrite(dirty, plan.size())) {
      UfsWriter.write(output, plan, tree.content());
    }
    assertHolds(dirty, tree);
  }

  @Test
  void grubReadsEveryFile() throws Exception {
    SampleTree tree = SampleTree.random(new Random(8), boundaries(32768, 4096));
    Path image = write("grub.ufs", OPTIONS, tree);
    Path local = temporary.resolve("local");
    for (Map.Entry<String, byte[]> file : tree.files().entrySet()) {
      Files.write(local, file.getValue());
      Judge.run("grub-fstest", image, "cmp", "/" + file.getKey(), local);
    }
    assertTrue(Judge.run("grub-fstest", image, "ls", "/").contains("0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"32768,fsize=4096", "8192,fsize=1024"})
  void readsWhatMakefsWrites(String sizes) throws Exception {
    Path directory = Files.createDirectories(temporary.resolve("tree"));
    for (int i = 0; i < 150; i++) {
      Files.write(directory.resolve("file" + i), SampleTree.noise(i, i * i * 5));
    }
    Files.createDirectories(directory.resolve("sub/sub"));
    Files.createSymbolicLink(directory.resolve("sub/link"), Path.of("x".repeat(119)));
    Files.createSymbolicLink(directory.resolve("sub/long"), Path.of("x".repeat(200)));
    Files.createLink(directory.resolve("sub/hard"), directory.resolve("file7"));
    Path image = temporary.resolve("makefs.ufs");
    Judge.run(
        "makefs",
        "-t",
        "ffs",
        "-B",
        "le",
        "-s",
        "40m",
        "-o",
        "version=2,bsize=" + sizes,
        image,
        directory);
    try (FileInput input = FileInput.open(image)) {
      UfsReader reader = UfsReader.open(input);
      assertEquals(List.of(), reader.verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(reader, reader.root(), back);
      for (int i = 0; i < 150; i++) {
        assertArrayEquals(SampleTree.noise(i, i * i * 5), back.files().get("file" + i));
      }
      assertArrayEquals(back.files().get("file7"), back.files().get("sub/hard"));
      assertEquals("x".repeat(200), reader.find(new RelativePath("sub/long")).target());
    }
  }

  @Test
  void tooSmallSaysByHowMuchAndThatMuchMoreIsEnough() {
    SampleTree tree = new SampleTree().add("f", new byte[20 << 20]);
    UfsOptions small = OPTIONS.withSize(8 << 20);
    FruixException e =
        assertThrows(FruixException.class, () -> UfsPlan.of(small, tree.manifest(), List.of()));
    String message = e.diagnostics().get(0).message();
    long missing = Long.parseLong(message.replaceAll(".* by ([0-9]+) bytes", "$1"));
    assertTrue(
        UfsPlan.of(OPTIONS.withSize((8 << 20) + missing), tree.manifest(), List.of()).size() > 0);
    long quarter = missing / 4 * 3;
    refused("too small by", OPTIONS.withSize((8 << 20) + quarter), tree);
  }

  @Test
  void freeSpaceIsBesidesTheReserve() {
    SampleTree tree = new SampleTree().add("f", new byte[20 << 20]);
    UfsPlan plan = UfsPlan.of(OPTIONS.withFreeSpace(100 << 20), tree.manifest(), List.of());
    assertTrue(plan.free() - plan.size() * 8 / 100 >= 99 << 20, "free: " + plan.free());
    assertTrue(plan.size() < 150 << 20, "size: " + plan.size());
  }

  @Test
  void aFileThatChangedIsADiagnostic() {
    SampleTree tree = new SampleTree().add("f", new byte[5000]);
    for (int size : new int[] {4999, 5001}) {
      SampleTree other = new SampleTree().add("f", new byte[size]);
      UfsPlan plan = UfsPlan.of(OPTIONS, tree.manifest(), List.of());
      FruixException e =
          assertThrows(FruixException.class, () -> write(size + ".ufs", plan, other.content()));
      assertTrue(e.diagnostics().get(0).message().contains("5000 bytes"));
    }
  }

  @Test
  void anUnknownFileFlagIsADiagnostic() {
    SampleTree tree = new SampleTree();
    tree.directory(RelativePath.ROOT, new Attributes(0755, Owner.ROOT, "immutable"));
    refused("no file flags", OPTIONS, tree);
  }

  private static void refused(String expected, UfsOptions options, SampleTree tree) {
    FruixException e =
        assertThrows(FruixException.class, () -> UfsPlan.of(options, tree.manifest(), List.of()));
    String message = e.diagnostics().get(0).message();
    assertTrue(message.contains(expected), message);
  }
}
