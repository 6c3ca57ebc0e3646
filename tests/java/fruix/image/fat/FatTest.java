package fruix.image.fat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.Damage;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageWalk;
import fruix.image.Judge;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FatTest {
  private static final long MIB = 1 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private static SampleTree esp() {
    SampleTree tree =
        new SampleTree()
            .add("EFI/BOOT/BOOTX64.EFI", SampleTree.noise(1, 660_000))
            .add("EFI/freebsd/loader.env", "rootdev=disk0p2\n".getBytes(US_ASCII))
            .add("empty", new byte[0])
            .add("a name that is long, with spaces.text", SampleTree.noise(2, 513))
            .add("thirteen-wide", SampleTree.noise(3, 4096))
            .add("Größe/日本語.txt", SampleTree.noise(4, 1))
            .add("x".repeat(255), SampleTree.noise(5, 8192))
            .add(".hidden", SampleTree.noise(6, 100));
    for (int i = 0; i < 300; i++) {
      tree.add("many/a-common-beginning-" + i, SampleTree.noise(i, i));
    }
    return tree;
  }

  private Path write(String name, long size) {
    Path path = temporary.resolve(name);
    FatOptions options = new FatOptions(size, "EFIBOOT", Seed.of("a closure"));
    try (FileOutput output = FileOutput.create(path, size)) {
      FatWriter.write(output, options, esp().manifest(), esp().content());
    }
    return path;
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 17, 32, 33, 64, 260})
  void readsBackEqualAndVerifiesClean(long mib) {
    try (FileInput input = FileInput.open(write("esp.img", mib * MIB))) {
      FatReader reader = FatReader.open(input);
      SampleTree back = new SampleTree();
      ImageWalk.copy(reader, reader.root(), back);
      assertEquals(esp().lines(), back.lines());
      assertEquals(List.of(), reader.verify());
      assertEquals(mib < 33 ? "fat16" : "fat32", reader.summary().get("type"));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 32, 33, 260})
  void fsckAndMtoolsAgree(long mib) throws Exception {
    Path image = write("esp.img", mib * MIB);
    int files = esp().manifest().entries().size(); // the label counts, the root does not
    String verdict = Judge.run("fsck.fat", "-n", "-v", image);
    assertTrue(verdict.contains(": " + files + " files,"), verdict);
    String listing = Judge.run("mdir", "-/", "-b", "-i", image, "::");
    for (String path : esp().files().keySet()) {
      if (path.chars().allMatch(c -> c < 128)) {
        assertTrue(listing.contains("::/" + path + "\n"), path + " is not in\n" + listing);
      }
    }
    Path copy = temporary.resolve("copy.efi");
    Judge.run("mcopy", "-n", "-i", image, "::/EFI/BOOT/BOOTX64.EFI", copy);
    assertArrayEquals(SampleTree.noise(1, 660_000), Files.readAllBytes(copy));
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 32})
  void readsWhatOtherToolsWrite(int bits) throws Exception {
    Path image = temporary.resolve("other.img");
    Path file = Files.write(temporary.resolve("file"), SampleTree.noise(9, 70_000));
    Files.write(image, new byte[40 << 20]);
    Judge.run(
        "mkfs.fat",
        "-F",
        bits,
        "-s",
        bits == 32 ? 1 : 4 * (bits == 12 ? 8 : 1),
        "-n",
        "OTHER",
        image);
    Judge.run("mmd", "-i", image, "::/Some Directory");
    for (String name : List.of("Long File Name.data", "lower.txt", "UPPER.TXT", "Mixed.tXt")) {
      Judge.run("mcopy", "-i", image, file, "::/Some Directory/" + name);
    }
    try (FileInput input = FileInput.open(image)) {
      FatReader reader = FatReader.open(input);
      assertEquals("fat" + bits, reader.summary().get("type"));
      assertEquals("OTHER", reader.summary().get("label"));
      assertEquals(List.of(), reader.verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(reader, reader.root(), back);
      assertEquals(
          Set.of("Long File Name.data", "lower.txt", "UPPER.TXT", "Mixed.tXt").stream()
              .map(name -> "Some Directory/" + name)
              .collect(Collectors.toSet()),
          back.files().keySet());
      back.files().values().forEach(b -> assertArrayEquals(SampleTree.noise(9, 70_000), b));
    }
  }

  @Test
  void bytesAreWhereTheSpecificationSays() throws IOException {
    ByteBuffer image =
        ByteBuffer.wrap(Files.readAllBytes(write("esp.img", 64 * MIB)))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals((short) 512, image.getShort(11));
    assertEquals((short) 32, image.getShort(14));
    assertEquals(64 * MIB / 512, image.getInt(32));
    assertEquals(2, image.getInt(44));
    assertEquals("FAT32   ", new String(image.array(), 82, 8, "US-ASCII"));
    assertEquals((short) 0xaa55, image.getShort(510));
    assertEquals(0x41615252, image.getInt(512));
    assertEquals(0x0ffffff8, image.getInt(32 * 512));
  }

  @Test
  void twoRunsWriteTheSameBytesWhateverWasThere() throws IOException {
    Path clean = write("one.img", 34 * MIB);
    Path dirty = temporary.resolve("two.img");
    byte[] rubbish = new byte[(int) (34 * MIB)];
    Arrays.fill(rubbish, (byte) 0xaa);
    Files.write(dirty, rubbish);
    FatOptions options = new FatOptions(34 * MIB, "EFIBOOT", Seed.of("a closure"));
    try (FileOutput output = FileOutput.overwrite(dirty, 34 * MIB)) {
      FatWriter.write(output, options, esp().manifest(), esp().content());
    }
    try (FileInput input = FileInput.open(dirty)) {
      assertEquals(List.of(), FatReader.open(input).verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(FatReader.open(input), FatReader.open(input).root(), back);
      assertEquals(esp().lines(), back.lines());
    }
    assertEquals(-1, Files.mismatch(clean, write("three.img", 34 * MIB)));
  }

  @Test
  void whatFatCannotHaveIsADiagnostic() {
    refused("symbolic links", new SampleTree().link("l", "t"));
    refused("differ in case", new SampleTree().add("Name", new byte[1]).add("nAME", new byte[1]));
    refused("of the name", new SampleTree().add("a:b", new byte[1]));
    refused("too small by", new SampleTree().add("big", new byte[4 << 20]));
  }

  private void refused(String expected, SampleTree tree) {
    FatOptions options = new FatOptions(3 * MIB, "EFIBOOT", Seed.of("a closure"));
    try (FileOutput output = FileOutput.create(temporary.resolve(expected), 3 * MIB)) {
      FruixException e =
          assertThrows(
              FruixException.class,
              () -> FatWriter.write(output, options, tree.manifest(), tree.content()));
      String message = e.diagnostics().get(0).message();
      assertTrue(message.contains(expected), message);
    }
  }

  /** Damages the parts that steer a reader; it may refuse or read, but nothing else. */
  @Test
  void anyDamageIsADiagnostic() throws IOException {
    byte[] image = Files.readAllBytes(write("esp.img", 3 * MIB));
    Random random = new Random(11);
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] damaged =
          round % 5 == 0 ? Arrays.copyOf(image, random.nextInt(image.length)) : image.clone();
      for (int i = 0; i < 1 + round % 7 && damaged.length > 0; i++) {
        int within = i == 0 ? 64 : i == 1 ? 14_000 : 60_000;
        Damage.flip(damaged, random.nextInt(Math.min(damaged.length, within)), random.nextInt(8));
      }
      try {
        FatReader reader = FatReader.open(ImageInput.of("esp.img", damaged));
        reader.verify();
        reader.summary();
        ImageWalk.copy(reader, reader.root(), new SampleTree());
      } catch (FruixException e) {
        refused++;
      }
    }
    assertTrue(refused > 100, "only " + refused + " refused");
  }

  @Test
  void verifyFindsLostAndSharedClusters() throws IOException {
    byte[] image = Files.readAllBytes(write("esp.img", 3 * MIB));
    FatGeometry geometry = BootSectorReader.read(ImageInput.of("esp.img", image));
    int last = (int) geometry.fatOffset(0) + 2 * (int) geometry.clusters();
    image[last] = 1;
    List<String> faults = FatReader.open(ImageInput.of("esp.img", image)).verify();
    assertTrue(faults.toString().contains("copies of the FAT differ"), faults.toString());
    assertTrue(faults.toString().contains("belong to no file"), faults.toString());
  }

  @Test
  void findsAFileByItsPath() {
    try (FileInput input = FileInput.open(write("esp.img", 34 * MIB))) {
      ImageFileSystem system = FatReader.open(input);
      assertEquals(660_000, system.find(new RelativePath("EFI/BOOT/BOOTX64.EFI")).size());
      assertThrows(FruixException.class, () -> system.find(new RelativePath("EFI/none")));
    }
  }
}
