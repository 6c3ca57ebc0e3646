package fruix.image.vhd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.FormatFuzz;
import fruix.image.ImageInput;
import fruix.image.Judge;
import fruix.image.SampleDisk;
import fruix.image.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VhdTest {
  private static final long MIB = 1 << 20;
  private static final byte[] DISK = SampleDisk.of(5, (int) VhdWriter.capacity(20 * MIB));
  private static final Seed SEED = Seed.of("a closure");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private Path write(String name, byte[] disk, boolean fixed) {
    Path image = temporary.resolve(name);
    ImageInput input = ImageInput.of("disk", disk);
    if (fixed) {
      VhdWriter.writeFixed(input, image, SEED);
    } else {
      VhdWriter.write(input, image, SEED);
    }
    return image;
  }

  @Test
  void dynamicBytesAreWhereTheSpecificationSays() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a", DISK, false));
    ByteBuffer image = ByteBuffer.wrap(bytes);
    assertEquals("conectix", new String(bytes, 0, 8, StandardCharsets.US_ASCII));
    assertArrayEquals(
        Arrays.copyOf(bytes, 512), Arrays.copyOfRange(bytes, bytes.length - 512, bytes.length));
    assertEquals(512, image.getLong(16));
    assertEquals(0, image.getInt(24), "the time");
    assertEquals(DISK.length, image.getLong(40));
    assertEquals(DISK.length, image.getLong(48));
    assertEquals(
        DISK.length, 512L * image.getShort(56) * image.get(58) * image.get(59), "the geometry");
    assertEquals(3, image.getInt(60));
    assertEquals(SEED.uuid("vhd").getMostSignificantBits(), image.getLong(68));
    assertEquals("cxsparse", new String(bytes, 512, 8, StandardCharsets.US_ASCII));
    assertEquals(1536, image.getLong(512 + 16));
    assertEquals(1 << 21, image.getInt(512 + 32));
    int block = image.getInt(1536) * 512;
    assertEquals(-1, image.getInt(block), "the block's bitmap");
    assertEquals('a', image.get(block + 512));
  }

  @Test
  void fixedIsTheDiskAndAFooter() throws IOException {
    byte[] bytes = Files.readAllBytes(write("a", DISK, true));
    assertEquals(DISK.length + 512, bytes.length);
    assertArrayEquals(DISK, Arrays.copyOf(bytes, DISK.length));
    ByteBuffer footer = ByteBuffer.wrap(bytes, DISK.length, 512).slice();
    assertEquals(-1L, footer.getLong(16));
    assertEquals(2, footer.getInt(60));
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += i >= 64 && i < 68 ? 0 : footer.get(i) & 0xff;
    }
    assertEquals(~sum, footer.getInt(64));
  }

  /** Sizes in MiB; every reader must find the backup GPT in the last sector. */
  @ParameterizedTest
  @CsvSource({
    "1, 17",
    "100, 155",
    "300, 315",
    "512, 567",
    "8192, 8253",
    "12288, 12348",
    "100000, 100215",
    "131000, 131000",
    "2000000, 2000000"
  })
  void capacityIsMebibytesAndWhatTheGeometrySays(long wanted, long expected) {
    long size = VhdWriter.capacity(wanted * MIB);
    assertEquals(expected, size / MIB);
    assertEquals(0, size % MIB);
    Geometry geometry = Geometry.of(size);
    assertTrue(
        geometry.size() == size || geometry.equals(new Geometry(65535, 16, 255)),
        geometry.toString());
    assertEquals(size, VhdWriter.capacity(size));
    assertEquals(size, VhdWriter.capacity(size - 512));
  }

  @Test
  void thereIsAMost() {
    assertThrows(FruixException.class, () -> VhdWriter.capacity(2041L << 30));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackEqual(boolean fixed) {
    try (FileInput file = FileInput.open(write("a", DISK, fixed))) {
      VhdReader disk = VhdReader.open(file);
      assertTrue(VhdReader.matches(file));
      assertEquals(fixed ? "vhd-fixed" : "vhd", disk.format());
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameBytesTwice(boolean fixed) throws IOException {
    assertEquals(-1, Files.mismatch(write("a", DISK, fixed), write("b", DISK, fixed)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void qemuAgrees(boolean fixed) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = write("a.vhd", DISK, fixed);
    String compare = Judge.run("qemu-img", "compare", "-f", "raw", "-F", "vpc", raw, image);
    assertTrue(compare.contains("Images are identical."), compare);
    String info = Judge.run("qemu-img", "info", "-f", "vpc", image);
    assertTrue(info.contains("(" + DISK.length + " bytes)"), info);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dynamic", "fixed"})
  void imagesOfQemuAreRead(String type) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = temporary.resolve("image.vhd");
    String option = "force_size,subformat=" + type;
    Judge.run("qemu-img", "convert", "-f", "raw", "-O", "vpc", "-o", option, raw, image);
    try (FileInput file = FileInput.open(image)) {
      VhdReader disk = VhdReader.open(file);
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  @Test
  void theCopyOfTheFooterHelps() throws IOException {
    byte[] image = Files.readAllBytes(write("a", DISK, false));
    Arrays.fill(image, image.length - 512, image.length, (byte) 0);
    VhdReader disk = VhdReader.open(ImageInput.of("image", image));
    assertArrayEquals(DISK, SampleDisk.read(disk));
    assertEquals(1, disk.verify().size());
  }

  @Test
  void verifyFindsWhatIsWrong() throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(write("a", DISK, false)));
    image.putInt(1540, image.getInt(1536));
    image.putInt(1544, 0x7fffffff);
    List<String> faults = VhdReader.open(ImageInput.of("image", image.array())).verify();
    assertEquals(
        List.of(
            "block 1 shares its place in the file with something else",
            "block 2 lies beyond the end of the file"),
        faults);
  }

  @Test
  void anyDamageIsADiagnostic() throws IOException {
    byte[] small = new byte[(int) VhdWriter.capacity(MIB)];
    small[0] = 1;
    byte[] image = Files.readAllBytes(write("dynamic", small, false));
    assertTrue(FormatFuzz.run(image, 2048, 200, VhdReader::open) > 20);
    assertTrue(FormatFuzz.run(image, 2048, 400, VhdTest::openSigned) > 50);
    FormatFuzz.run(Files.readAllBytes(write("fixed", small, true)), 512, 60, VhdTest::openSigned);
  }

  /** With the checksums made good again, so that what is behind them is reached. */
  private static VhdReader openSigned(ImageInput image) {
    if (image.size() < 2048) {
      return VhdReader.open(image);
    }
    byte[] bytes = SampleDisk.read(image);
    ByteBuffer all = ByteBuffer.wrap(bytes);
    for (int at : new int[] {0, bytes.length - 512}) {
      all.putInt(at + 64, Footer.checksum(all.slice(at, 512), 64));
    }
    all.putInt(512 + 36, Footer.checksum(all.slice(512, 1024), 36));
    return VhdReader.open(ImageInput.of("damaged", bytes));
  }
}
