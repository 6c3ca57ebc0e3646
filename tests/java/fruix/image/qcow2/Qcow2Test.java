package fruix.image.qcow2;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Qcow2Test {
  private static final int MIB = 1 << 20;
  private static final byte[] DISK = SampleDisk.of(7, 9 * MIB + 3 * 512);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private Path write(String name, byte[] disk, boolean compressed) {
    Path image = temporary.resolve(name);
    ImageInput input = ImageInput.of("disk", disk);
    if (compressed) {
      Qcow2Writer.writeCompressed(input, image);
    } else {
      Qcow2Writer.write(input, image);
    }
    return image;
  }

  @Test
  void bytesAreWhereTheSpecificationSays() throws IOException {
    ByteBuffer image = ByteBuffer.wrap(Files.readAllBytes(write("a", DISK, false)));
    assertEquals(0x514649fb, image.getInt(0));
    assertEquals(3, image.getInt(4));
    assertEquals(16, image.getInt(20));
    assertEquals(DISK.length, image.getLong(24));
    assertEquals(1, image.getInt(36));
    assertEquals(4, image.getInt(96));
    assertEquals(104, image.getInt(100));
    long l1 = image.getLong(40);
    assertEquals(1L << 63 | 4 << 16, image.getLong((int) l1), "the level 2 table, in cluster 4");
    assertEquals(1L << 63 | 5 << 16, image.getLong(4 << 16), "the first data, in cluster 5");
    assertEquals('a', image.get(5 << 16));
    long counts = image.getLong((int) image.getLong(48));
    assertEquals(1, image.getShort((int) counts));
    assertEquals(1, image.getShort((int) counts + 2 * (image.capacity() / 65536 - 1)));
    assertEquals(0, image.getShort((int) counts + 2 * (image.capacity() / 65536)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsBackEqual(boolean compressed) {
    try (FileInput file = FileInput.open(write("a", DISK, compressed))) {
      Qcow2Reader disk = Qcow2Reader.open(file);
      assertTrue(Qcow2Reader.matches(file));
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void sameBytesTwice(boolean compressed) throws IOException {
    assertEquals(-1, Files.mismatch(write("a", DISK, compressed), write("b", DISK, compressed)));
  }

  @Test
  void compressionPays() throws IOException {
    byte[] text = "Fruix builds whole FreeBSD systems. ".repeat(60_000).getBytes(UTF_8);
    byte[] disk = Arrays.copyOf(text, 4 * MIB);
    assertTrue(Files.size(write("c", disk, true)) < Files.size(write("p", disk, false)) / 5);
  }

  /** A large disk with little on it: two level 2 tables of many, a sparse file. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void holesTakeNoSpace(boolean compressed) throws Exception {
    Path raw = temporary.resolve("raw");
    try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
      file.setLength(1L << 30);
      file.seek((600L << 20) + 512);
      file.write(1);
    }
    Path image = temporary.resolve("image");
    try (FileInput disk = FileInput.open(raw)) {
      if (compressed) {
        Qcow2Writer.writeCompressed(disk, image);
      } else {
        Qcow2Writer.write(disk, image);
      }
    }
    assertEquals(6 << 16, Files.size(image));
    try (FileInput file = FileInput.open(image)) {
      ByteBuffer byteThere = ByteBuffer.allocate(1);
      Qcow2Reader.open(file).read((600L << 20) + 512, byteThere);
      assertEquals(1, byteThere.get(0));
    }
    judge(raw, image);
  }

  @Test
  void anEmptyDiskIsHeaderAndTables() throws Exception {
    Path image = write("empty", new byte[MIB], true);
    assertEquals(4 << 16, Files.size(image));
    judge(Files.write(temporary.resolve("raw"), new byte[MIB]), image);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void qemuAgrees(boolean compressed) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = write("a", DISK, compressed);
    judge(raw, image);
    String info = Judge.run("qemu-img", "info", image);
    assertTrue(info.contains("file format: qcow2"), info);
    assertTrue(info.contains("(" + DISK.length + " bytes)"), info);
  }

  private static void judge(Path raw, Path image) throws Exception {
    String check = Judge.run("qemu-img", "check", "-f", "qcow2", image);
    assertTrue(check.contains("No errors were found"), check);
    String compare = Judge.run("qemu-img", "compare", "-f", "raw", "-F", "qcow2", raw, image);
    assertTrue(compare.contains("Images are identical."), compare);
  }

  /** The other way round: what QEMU writes, with all that it may choose. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "compat=0.10",
        "cluster_size=512",
        "cluster_size=2M",
        "refcount_bits=1",
        "refcount_bits=64",
        "preallocation=metadata"
      })
  void imagesOfQemuAreRead(String option) throws Exception {
    Path raw = Files.write(temporary.resolve("raw"), DISK);
    Path image = temporary.resolve("image");
    Judge.run("qemu-img", "convert", "-f", "raw", "-O", "qcow2", "-o", option, raw, image);
    readsAsWritten(image);
    if (!option.startsWith("prealloc") && !option.equals("refcount_bits=1")) {
      Judge.run("qemu-img", "convert", "-c", "-f", "raw", "-O", "qcow2", "-o", option, raw, image);
      readsAsWritten(image);
    }
  }

  private static void readsAsWritten(Path image) {
    try (FileInput file = FileInput.open(image)) {
      Qcow2Reader disk = Qcow2Reader.open(file);
      assertEquals(List.of(), disk.verify());
      assertArrayEquals(DISK, SampleDisk.read(disk));
    }
  }

  @Test
  void whatLeadsToOtherFilesIsRefused() throws Exception {
    Path base = write("base", DISK, false);
    Path image = temporary.resolve("overlay");
    Judge.run("qemu-img", "create", "-f", "qcow2", "-F", "qcow2", "-b", base, image);
    try (FileInput file = FileInput.open(image)) {
      String message =
          assertThrows(FruixException.class, () -> Qcow2Reader.open(file)).getMessage();
      assertTrue(message.contains("it has a backing file"), message);
    }
  }

  @Test
  void verifyFindsWhatIsWrong() throws IOException {
    byte[] image = Files.readAllBytes(write("a", DISK, false));
    ByteBuffer shared = ByteBuffer.wrap(image.clone());
    shared.putLong((4 << 16) + 8 * 8, shared.getLong(4 << 16));
    assertTrue(faults(shared.array()).contains("shares a cluster"), faults(shared.array()));
    ByteBuffer beyond = ByteBuffer.wrap(image.clone());
    beyond.putLong(4 << 16, 1L << 63 | 1L << 40);
    assertTrue(faults(beyond.array()).contains("beyond the end"), faults(beyond.array()));
    ByteBuffer lost = ByteBuffer.wrap(image.clone());
    lost.putLong(4 << 16, 0);
    assertTrue(
        faults(lost.array()).contains("cluster 5 of the file is used 0 times, but counted 1"),
        faults(lost.array()));
    ByteBuffer cyclic = ByteBuffer.wrap(image.clone());
    cyclic.putLong((int) cyclic.getLong(40), 1L << 63 | cyclic.getLong(40));
    assertTrue(faults(cyclic.array()).contains("shares a cluster"), faults(cyclic.array()));
  }

  private static String faults(byte[] image) {
    return String.join("; ", Qcow2Reader.open(ImageInput.of("image", image)).verify());
  }

  @Test
  void anyDamageIsADiagnostic() throws IOException {
    byte[] small = SampleDisk.of(3, 2 * MIB);
    for (boolean compressed : new boolean[] {false, true}) {
      byte[] image = Files.readAllBytes(write("f" + compressed, small, compressed));
      assertTrue(FormatFuzz.run(image, 128, 300, Qcow2Reader::open) > 100);
      FormatFuzz.run(image, image.length, 300, Qcow2Reader::open);
      FormatFuzz.run(image, (4 << 16) + 400, 300, Qcow2Reader::open);
    }
  }
}
