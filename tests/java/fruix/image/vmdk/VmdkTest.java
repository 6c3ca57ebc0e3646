package fruix.image.vmdk;

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
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VmdkTest {
  private static final int MIB = 1 << 20;

  /** More than one grain table, and a grain more. */
  private static final byte[] DISK = SampleDisk.of(11, 70 * MIB + (1 << 16));

  private static final Seed SEED = Seed.of("a closure");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private Path write(String name, byte[] disk, boolean stream) {
    Path image = temporary.resolve(name);
    ImageInput input = ImageInput.of("disk", disk);
    if (stream) {
      StreamWriter.write(input, image, SEED);
    } else {
      VmdkWriter.write(input, image, SEED);
    }
    return image;
  }

  private static ByteBuffer bytes(Path image) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(image)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String text(ByteBuffer image, int at, int length) {
    return StandardCharsets.US_ASCII.decode(image.slice(at, length)).toString();
  }

  private static String descriptor(ByteBuffer image) {
    return text(image, 512, 20 * 512);
  }

  @Test
  void sparseBytesAreWhereTheSpecificationSays() throws IOException {
    ByteBuffer image = bytes(write("disk.vmdk", DISK, false));
    assertEquals("KDMV", text(image, 0, 4));
    assertEquals(1, image.getInt(4));
    assertEquals(3, image.getInt(8));
    assertEquals(DISK.length / 512, image.getLong(12));
    assertEquals(128, image.getLong(20));
    assertEquals(512, image.getInt(44));
    assertEquals("\n \r\n", text(image, 73, 4));
    int directory = (int) image.getLong(56) * 512;
    int redundant = (int) image.getLong(48) * 512;
    int table = image.getInt(directory) * 512;
    assertEquals(image.getInt(table), image.getInt(image.getInt(redundant) * 512));
    assertEquals(image.getLong(64), image.getInt(table), "the first grain, after the overhead");
    assertEquals('a', image.get(image.getInt(table) * 512));
    assertEquals(0, image.getInt(table) % 128);
    String text = descriptor(image);
    assertTrue(text.startsWith("# Disk DescriptorFile\nversion=1\nCID="), text);
    assertTrue(text.contains("\nRW " + DISK.length / 512 + " SPARSE \"disk.vmdk\"\n"), text);
  }

  @Test
  void streamEndsWithDirectoryFooterAndEnd() throws IOException {
    ByteBuffer image = bytes(write("disk.vmdk", DISK, true));
    assertEquals(3, image.getInt(4));
    assertEquals(0x30001, image.getInt(8));
    assertEquals(-1L, image.getLong(56));
    assertEquals(1, image.getShort(77));
    int end = image.capacity();
    assertEquals(3, image.getInt(end - 1536 + 12), "the footer's marker");
    assertEquals(0x564d444b, image.getInt(end - 1024));
    assertEquals(0, image.getLong(end - 512));
    int directory = (int) image.getLong(end - 1024 + 56) * 512;
    assertEquals(2, image.getInt(directory - 512 + 12), "the directory's marker");
    int table = image.getInt(directory) * 512;
    assertEquals(1, image.getInt(table - 512 + 12), "a table's marker");
    assertEquals(0, image.getLong(image.getInt(table) * 512), "grain 0");
    assertEquals((short) 0x9c78, image.getShort(image.getInt(table) * 512 + 12), "zlib");
    assertTrue(descriptor(image).contains("createType=\"streamOptimized\""));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackEqual(boolean stream) {
    try (FileInput file = FileInput.open(write("a", DISK, stream))) {
      VmdkReader disk = VmdkReader.open(file);
      assertTrue(VmdkReader.matches(file));
      assertEquals(stream ? "vmdk-stream" : "vmdk", disk.format());
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  /** Also where a locale has digits of its own. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameBytesTwice(boolean stream) throws IOException {
    Path first = write("disk.vmdk", DISK, stream);
    Files.createDirectory(temporary.resolve("again"));
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(-1, Files.mismatch(first, write("again/disk.vmdk", DISK, stream)));
    } finally {
      Locale.setDefault(locale);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void qemuAgrees(boolean stream) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = write("a.vmdk", DISK, stream);
    String check = Judge.run("qemu-img", "check", "-f", "vmdk", image);
    assertTrue(check.contains("No errors were found"), check);
    String compare = Judge.run("qemu-img", "compare", "-f", "raw", "-F", "vmdk", raw, image);
    assertTrue(compare.contains("Images are identical."), compare);
    String info = Judge.run("qemu-img", "info", image);
    assertTrue(info.contains("(" + DISK.length + " bytes)"), info);
    String type = stream ? "streamOptimized" : "monolithicSparse";
    assertTrue(info.contains("create type: " + type), info);
  }

  @ParameterizedTest
  @ValueSource(strings = {"monolithicSparse", "streamOptimized"})
  void imagesOfQemuAreRead(String type) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = temporary.resolve("image.vmdk");
    String option = "subformat=" + type;
    Judge.run("qemu-img", "convert", "-f", "raw", "-O", "vmdk", "-o", option, raw, image);
    try (FileInput file = FileInput.open(image)) {
      VmdkReader disk = VmdkReader.open(file);
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  @Test
  void capacityIsWholeGrains() {
    assertEquals(1 << 16, VmdkWriter.capacity(512));
    assertEquals(1 << 16, VmdkWriter.capacity(1 << 16));
    assertThrows(FruixException.class, () -> VmdkWriter.capacity(1L << 41));
  }

  @Test
  void aParentIsRefused() throws IOException {
    byte[] image = Files.readAllBytes(write("a", new byte[MIB], false));
    int at = new String(image, StandardCharsets.ISO_8859_1).indexOf("parentCID=ffffffff");
    image[at + 10] = '0';
    String message =
        assertThrows(FruixException.class, () -> VmdkReader.open(ImageInput.of("image", image)))
            .getMessage();
    assertTrue(message.contains("it has a parent"), message);
  }

  @Test
  void verifyFindsWhatIsWrong() throws IOException {
    ByteBuffer image = bytes(write("a", DISK, false));
    int table = image.getInt((int) image.getLong(56) * 512) * 512;
    image.putInt(table + 4 * 77, image.getInt(table));
    String faults = faults(image);
    assertTrue(faults.contains("the two copies of grain table 0 differ"), faults);
    assertTrue(faults.contains("shares a place"), faults);
    ByteBuffer stream = bytes(write("b", DISK, true));
    table = stream.getInt((int) stream.getLong(stream.capacity() - 1024 + 56) * 512) * 512;
    stream.put(stream.getInt(table) * 512 + 20, (byte) 0x55);
    faults = faults(stream);
    assertTrue(faults.startsWith("grain 0: "), faults);
  }

  private static String faults(ByteBuffer image) {
    byte[] bytes = new byte[image.capacity()];
    image.get(0, bytes);
    return String.join("; ", VmdkReader.open(ImageInput.of("image", bytes)).verify());
  }

  @Test
  void anyDamageIsADiagnostic() throws IOException {
    byte[] small = SampleDisk.of(3, 2 * MIB);
    for (boolean stream : new boolean[] {false, true}) {
      byte[] image = Files.readAllBytes(write("f" + stream, small, stream));
      assertTrue(FormatFuzz.run(image, 128, 300, VmdkReader::open) > 100);
      FormatFuzz.run(image, image.length, 300, VmdkReader::open);
      FormatFuzz.run(image, 20_000, 300, VmdkReader::open);
    }
  }
}
