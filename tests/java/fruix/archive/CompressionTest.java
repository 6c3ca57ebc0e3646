package fruix.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import fruix.diag.FruixException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

@Timeout(120)
final class CompressionTest {
  private static final int[] THREADS = {1, 2, 3, 8};

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private interface Compressor {
    OutputStream on(OutputStream out) throws IOException;
  }

  @Test
  void tellsTheFormatByItsFirstBytes() throws Exception {
    byte[] data = data(200_000);
    assertArrayEquals(data, decompress(compress(data, GZIPOutputStream::new), 1));
    assertArrayEquals(data, decompress(compress(data, ZstdOutputStream::new), 1));
    assertArrayEquals(data, decompress(xz(data, 0, XZ.CHECK_CRC64), 1));
    assertArrayEquals(data, decompress(data, 1));
    assertArrayEquals(new byte[0], decompress(new byte[0], 1));
  }

  @Test
  void decodesAnyNumberOfBlocksWithAnyNumberOfThreads() throws Exception {
    byte[] data = data(1_200_000);
    for (int block : new int[] {0, 1_199_999, 400_000, 100_000, 16_384}) {
      byte[] xz = xz(data, block, XZ.CHECK_CRC32);
      for (int threads : THREADS) {
        assertArrayEquals(data, decompress(xz, threads), block + " bytes a block, " + threads);
      }
    }
  }

  @Test
  void decodesEveryKindOfCheckAndConcatenatedStreams() throws Exception {
    byte[] data = data(500_000);
    for (int check : new int[] {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256}) {
      byte[] one = xz(Arrays.copyOf(data, 200_000), 70_000, check);
      byte[] two = xz(Arrays.copyOfRange(data, 200_000, data.length), 0, XZ.CHECK_CRC32);
      byte[] empty = xz(new byte[0], 0, check);
      assertArrayEquals(data, decompress(join(one, new byte[8], empty, two), 2));
    }
    byte[] gz = compress(data, GZIPOutputStream::new);
    assertEquals(1_000_000, decompress(join(gz, gz), 1).length);
    byte[] zst = compress(data, ZstdOutputStream::new);
    assertEquals(1_000_000, decompress(join(zst, zst), 1).length);
  }

  @Test
  void decodesWhatTheProgramsMake() throws Exception {
    Tool.require("xz");
    byte[] data = data(1_500_000);
    Path plain = Files.write(dir.resolve("plain"), data);
    for (String option : new String[] {"-0", "-T2", "-9e", "--block-size=100000", "-Csha256"}) {
      Tool.run(dir, "xz", "-kf", option, plain.toString());
      assertArrayEquals(data, read(dir.resolve("plain.xz"), 2), option);
    }
  }

  /** A dictionary of 32 MiB is more than several decoders may have, but not more than one may. */
  @Test
  void decodesBlocksWithLargeDictionariesAlone() throws Exception {
    byte[] data = data(400_000);
    byte[] small = xz(data, 100_000, XZ.CHECK_CRC32);
    byte[] large = dictionary(xz(data, 0, XZ.CHECK_CRC32), 25);
    for (int threads : THREADS) {
      byte[] result = decompress(join(small, large, small, large), threads);
      assertArrayEquals(join(data, data, data, data), result);
    }
    byte[] huge = dictionary(xz(data, 0, XZ.CHECK_CRC32), 27);
    IOException e = assertThrows(IOException.class, () -> decompress(join(small, huge), 2));
    assertTrue(String.valueOf(e.getMessage()).contains("memory"), String.valueOf(e.getMessage()));
  }

  @Test
  void noticesEveryFlippedBit() throws Exception {
    byte[] tar = new TarBuilder().file("f", new String(text(60_000))).end();
    byte[][] archives = {
      xz(tar, 20_000, XZ.CHECK_CRC32),
      xz(tar, 0, XZ.CHECK_SHA256),
      compress(tar, GZIPOutputStream::new),
      compress(tar, out -> new ZstdOutputStream(out).setChecksum(true))
    };
    Random random = new Random(7);
    for (byte[] archive : archives) {
      assertEquals("file 0644 1:2 60000", unpack(archive).lines.get("f").substring(0, 19));
      for (int round = 0; round < 150; round++) {
        byte[] damaged = archive.clone();
        int at = 10 + random.nextInt(archive.length - 10);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        assertThrows(FruixException.class, () -> unpack(damaged), "flipped at " + at);
      }
    }
  }

  @Test
  void noticesEveryTruncationAndWhatComesAfter() throws Exception {
    byte[] tar = new TarBuilder().file("f", new String(text(60_000))).end();
    byte[][] archives = {
      xz(tar, 20_000, XZ.CHECK_CRC32),
      compress(tar, GZIPOutputStream::new),
      compress(tar, ZstdOutputStream::new)
    };
    for (byte[] archive : archives) {
      for (int i = 1; i < 60; i++) {
        byte[] part = Arrays.copyOf(archive, archive.length * i / 60);
        assertThrows(FruixException.class, () -> unpack(part), part.length + " bytes");
      }
      for (int cut = 1; cut < 20; cut++) {
        byte[] part = Arrays.copyOf(archive, archive.length - cut);
        assertThrows(FruixException.class, () -> unpack(part), cut + " bytes less");
      }
      byte[] more = join(archive, new byte[] {'m', 'o', 'r', 'e'});
      assertThrows(FruixException.class, () -> unpack(more));
    }
  }

  /** Whoever stops reading leaves no thread behind that waits for ever. */
  @Test
  void saysOfATruncatedArchiveThatItIsTruncated() throws Exception {
    byte[] whole = xz(new TarBuilder().file("f", "x").end(), 20_000, XZ.CHECK_CRC32);
    for (int length : new int[] {7, whole.length / 2, whole.length - 4}) {
      byte[] part = Arrays.copyOf(whole, length);
      FruixException e = assertThrows(FruixException.class, () -> unpack(part));
      assertTrue(e.getMessage().endsWith(": it is truncated, or not an .xz file"), e.getMessage());
    }
  }

  @Test
  void closesInTheMiddle() throws Exception {
    byte[] xz = xz(new byte[90_000_000], 1_000_000, XZ.CHECK_CRC32);
    Path file = Files.write(dir.resolve("file"), xz);
    try (InputStream in = new ParallelXzInputStream(file, 3)) {
      assertEquals(0, in.read());
    }
    assertEquals(
        0,
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("xz-"))
            .count());
  }

  /**
   * XZ with a first block that asks for a dictionary of 2^LOG bytes (the .xz file format, sections
   * 3.1 and 5.3.1), without the memory that making such a block takes.
   */
  private static byte[] dictionary(byte[] xz, int log) {
    int start = 12;
    assertEquals(0x21, xz[start + 2], "the LZMA2 filter comes first");
    xz[start + 4] = (byte) (2 * (log - 12));
    int size = 4 * xz[start];
    CRC32 crc = new CRC32();
    crc.update(xz, start, size);
    ByteBuffer.wrap(xz).order(ByteOrder.LITTLE_ENDIAN).putInt(start + size, (int) crc.getValue());
    return xz;
  }

  /** DATA in blocks of BLOCK bytes; 0 for one block. */
  private static byte[] xz(byte[] data, int block, int check) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(0), check)) {
      int step = block == 0 ? data.length : block;
      for (int at = 0; at < data.length; at += step) {
        out.write(data, at, Math.min(step, data.length - at));
        out.endBlock();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] compress(byte[] data, Compressor compressor) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = compressor.on(bytes)) {
      out.write(data);
    }
    return bytes.toByteArray();
  }

  private RecordingSink unpack(byte[] archive) throws IOException {
    RecordingSink sink = new RecordingSink();
    new ArchiveReader(2).read(Files.write(dir.resolve("file"), archive), path -> true, sink);
    return sink;
  }

  private byte[] decompress(byte[] compressed, int threads) throws IOException {
    return read(Files.write(dir.resolve("file"), compressed), threads);
  }

  private static byte[] read(Path file, int threads) throws IOException {
    try (InputStream in = Compression.open(file, threads)) {
      return in.readAllBytes();
    }
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Half compressible. */
  private static byte[] data(int size) {
    Random random = new Random(size);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i % 1000 < 500 ? random.nextInt() : 'x');
    }
    return bytes;
  }

  private static char[] text(int size) {
    Random random = new Random(size);
    char[] chars = new char[size];
    for (int i = 0; i < size; i++) {
      chars[i] = (char) ('a' + random.nextInt(20));
    }
    return chars;
  }
}
