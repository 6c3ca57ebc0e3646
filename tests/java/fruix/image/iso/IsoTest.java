package fruix.image.iso;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.Damage;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageInput;
import fruix.image.ImageWalk;
import fruix.image.Judge;
import fruix.image.SampleTree;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class IsoTest {
  private static final IsoOptions OPTIONS =
      IsoOptions.of("FRUIX_TEST", new RelativePath("boot/efi.img"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private static SampleTree tree() {
    SampleTree tree = SampleTree.randomWithoutFlags(new Random(1), 0, 1, 2047, 2048, 2049, 100_000);
    tree.add("boot/efi.img", SampleTree.noise(2, 70_000));
    tree.add("usr/share/A.b", SampleTree.noise(3, 10)).add("usr/share/a.B", SampleTree.noise(4, 9));
    tree.add("1/2/3/4/5/6/7/8/9/10/11/deep", SampleTree.noise(5, 3));
    tree.add("names/" + "n".repeat(255), SampleTree.noise(6, 77));
    tree.add("names/ü日本", SampleTree.noise(7, 77));
    for (int i = 0; i < 300; i++) {
      tree.add("many/the-same-beginning-of-a-long-name-" + i + ".text", SampleTree.noise(i, i));
    }
    tree.hardlink(new RelativePath("usr/hard"), new RelativePath("usr/share/A.b"));
    tree.link("links/absolute", "/frx/store/x/./y/../z").link("links/root", "/");
    tree.link("links/long", "../" + "component/".repeat(100) + "e".repeat(10));
    return tree.link("links/wide", "w".repeat(1023));
  }

  private Path write(String name, IsoOptions options, SampleTree tree) {
    Path path = temporary.resolve(name);
    IsoPlan plan = IsoPlan.of(options, tree.manifest());
    try (FileOutput output = FileOutput.create(path, plan.size())) {
      IsoWriter.write(output, plan, tree.content());
    }
    return path;
  }

  @Test
  void readsBackEqualAndVerifiesClean() {
    try (FileInput input = FileInput.open(write("disc.iso", OPTIONS, tree()))) {
      IsoReader reader = IsoReader.open(input);
      assertEquals(List.of(), reader.verify());
      SampleTree back = new SampleTree();
      ImageWalk.copy(reader, reader.root(), back);
      assertEquals(tree().lines(), back.lines());
      assertEquals("FRUIX_TEST", reader.summary().get("label"));
      assertEquals("efi", reader.summary().get("el_torito"));
    }
  }

  @Test
  void xorrisoReadsEveryFile() throws Exception {
    Path image = write("disc.iso", OPTIONS, tree());
    Path out = temporary.resolve("out");
    String verdict = Judge.run("xorriso", "-indev", image, "-report_el_torito", "plain");
    assertTrue(verdict.contains("Volume id    : 'FRUIX_TEST'"), verdict);
    assertTrue(verdict.contains("UEFI"), verdict);
    Judge.run("xorriso", "-osirrox", "on", "-indev", image, "-extract", "/", out);
    for (Map.Entry<String, byte[]> file : tree().files().entrySet()) {
      assertArrayEquals(file.getValue(), Files.readAllBytes(out.resolve(file.getKey())));
    }
    assertEquals(
        "/frx/store/x/./y/../z", Files.readSymbolicLink(out.resolve("links/absolute")).toString());
    assertEquals("w".repeat(1023), Files.readSymbolicLink(out.resolve("links/wide")).toString());
    Judge.run("chmod", "-R", "u+rwx", out);
  }

  @Test
  void grubReadsTheDisc() throws Exception {
    Path image = write("disc.iso", OPTIONS, tree());
    Path local = Files.write(temporary.resolve("local"), SampleTree.noise(6, 77));
    Judge.run("grub-fstest", image, "cmp", "/names/" + "n".repeat(255), local);
    Files.write(local, SampleTree.noise(5, 3));
    Judge.run("grub-fstest", image, "cmp", "/1/2/3/4/5/6/7/8/9/10/11/deep", local);
  }

  @Test
  void readsWhatXorrisoWrites() throws Exception {
    Path directory = temporary.resolve("tree");
    for (int i = 0; i < 100; i++) {
      Path file = directory.resolve("d" + i % 7 + "/e/f/g/h/i/j/k/l/file with a name " + i);
      Files.createDirectories(file.getParent());
      Files.write(file, SampleTree.noise(i, i * 100));
    }
    Files.createSymbolicLink(directory.resolve("link"), Path.of("/a/b/" + "c".repeat(250)));
    for (String reallyIso : List.of("-R", "-r")) {
      Path image = temporary.resolve("other" + reallyIso + ".iso");
      Judge.run("xorriso", "-as", "mkisofs", reallyIso, "-V", "OTHER", "-o", image, directory);
      try (FileInput input = FileInput.open(image)) {
        IsoReader reader = IsoReader.open(input);
        assertEquals(List.of(), reader.verify());
        SampleTree back = new SampleTree();
        ImageWalk.copy(reader, reader.root(), back);
        assertArrayEquals(
            SampleTree.noise(50, 5000), back.files().get("d1/e/f/g/h/i/j/k/l/file with a name 50"));
        assertEquals("/a/b/" + "c".repeat(250), reader.find(new RelativePath("link")).target());
      }
    }
  }

  @Test
  void bytesAreWhereTheSpecificationSays() throws IOException {
    ByteBuffer b =
        ByteBuffer.wrap(Files.readAllBytes(write("disc.iso", OPTIONS, tree())))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertEquals("\1CD001\1", new String(b.array(), 32768, 7, "US-ASCII"));
    assertEquals(b.limit() / 2048, b.getInt(32768 + 80));
    assertEquals("EL TORITO", new String(b.array(), 34816 + 7, 9, "US-ASCII"));
    int catalog = b.getInt(34816 + 0x47) * 2048;
    assertEquals((byte) 0xef, b.get(catalog + 1));
    assertEquals((byte) 0x88, b.get(catalog + 32));
    int efi = b.getInt(catalog + 40) * 2048;
    assertArrayEquals(
        SampleTree.noise(2, 70_000), Arrays.copyOfRange(b.array(), efi, efi + 70_000));
    assertEquals("1970010100000100", new String(b.array(), 32768 + 813, 16, "US-ASCII"));
  }

  @Test
  void twoRunsWriteTheSameBytesWhateverWasThere() throws IOException {
    Path one = write("one.iso", OPTIONS, tree());
    assertEquals(-1, Files.mismatch(one, write("two.iso", OPTIONS, tree())));
    byte[] rubbish = new byte[(int) Files.size(one)];
    Arrays.fill(rubbish, (byte) 0xaa);
    Path dirty = Files.write(temporary.resolve("dirty.iso"), rubbish);
    IsoPlan plan = IsoPlan.of(OPTIONS, tree().manifest());
    try (FileOutput output = FileOutput.overwrite(dirty, plan.size())) {
      IsoWriter.write(output, plan, tree().content());
    }
    assertEquals(-1, Files.mismatch(one, dirty));
  }

  @Test
  void whatCannotBootIsADiagnostic() {
    SampleTree none = new SampleTree();
    assertThrows(FruixException.class, () -> IsoPlan.of(OPTIONS, none.manifest()));
    SampleTree large = new SampleTree().add("boot/efi.img", new byte[33 << 20]);
    FruixException e =
        assertThrows(FruixException.class, () -> IsoPlan.of(OPTIONS, large.manifest()));
    assertTrue(e.diagnostics().get(0).message().contains("larger than El Torito allows"));
  }

  @Test
  @Timeout(120)
  void anyDamageIsADiagnostic() throws IOException {
    byte[] image = Files.readAllBytes(write("disc.iso", OPTIONS, tree()));
    Random random = new Random(9);
    int refused = 0;
    for (int round = 0; round < 1500; round++) {
      byte[] damaged =
          round % 5 == 0 ? Arrays.copyOf(image, random.nextInt(image.length)) : image.clone();
      for (int i = 0; i < 8 && damaged.length > 33_000; i++) {
        int from = i == 0 ? 32768 : 36864;
        int most = Math.min(damaged.length - from, i == 0 ? 900 : 60_000);
        if (most > 0) {
          Damage.flip(damaged, from + random.nextInt(most), random.nextInt(8));
        }
      }
      refused += refuses(damaged) ? 1 : 0;
    }
    assertTrue(refused > 300, "only " + refused + " refused");
  }

  private static boolean refuses(byte[] damaged) {
    try {
      IsoReader reader = IsoReader.open(ImageInput.of("disc.iso", damaged));
      reader.summary();
      reader.verify();
      ImageWalk.copy(reader, reader.root(), new SampleTree());
      return false;
    } catch (FruixException e) {
      return true;
    }
  }
}
