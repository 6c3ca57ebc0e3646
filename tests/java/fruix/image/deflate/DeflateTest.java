package fruix.image.deflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.hash.Sha256;
import fruix.image.SampleTree;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeflateTest {
  private static final int LARGEST = 1 << 16;

  private static byte[] back(byte[] stream, boolean zlib, int size) throws DataFormatException {
    return Inflation.inflate(ByteBuffer.wrap(stream), zlib, size);
  }

  /** Bytes that are skewed, repetitive, both or neither, as RANDOM will have it. */
  private static byte[] sample(Random random, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int skew = 1 + random.nextInt(12);
    while (out.size() < size) {
      if (out.size() > 0 && random.nextInt(3) > 0) {
        byte[] sofar = out.toByteArray();
        int from = random.nextInt(sofar.length);
        out.write(sofar, from, Math.min(sofar.length - from, 1 + random.nextInt(600)));
      } else {
        for (int i = random.nextInt(200); i >= 0; i--) {
          out.write((int) (256 * StrictMath.pow(random.nextDouble(), skew)));
        }
      }
    }
    return Arrays.copyOf(out.toByteArray(), size);
  }

  @Test
  void whatIsDeflatedInflatesAgain() throws DataFormatException {
    Random random = new Random(1951);
    DeflateEncoder far = new DeflateEncoder(LARGEST, DeflateEncoder.LARGEST_WINDOW);
    DeflateEncoder near = new DeflateEncoder(LARGEST, 4096);
    for (int round = 0; round < 150; round++) {
      byte[] block = sample(random, round < 20 ? round : random.nextInt(LARGEST + 1));
      assertArrayEquals(block, back(far.deflate(block), false, block.length));
      assertArrayEquals(block, back(far.zlib(block), true, block.length));
      assertArrayEquals(block, back(near.deflate(block), false, block.length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 257, 258, 259, 260, 32767, 32768, 32769, 65535, 65536})
  void extremesComeBack(int size) throws DataFormatException {
    DeflateEncoder encoder = new DeflateEncoder(LARGEST, DeflateEncoder.LARGEST_WINDOW);
    byte[] zeros = new byte[size];
    byte[] noise = SampleTree.noise(size, size);
    assertArrayEquals(zeros, back(encoder.deflate(zeros), false, size));
    assertArrayEquals(noise, back(encoder.deflate(noise), false, size));
    assertTrue(encoder.deflate(noise).length <= size + 11, "noise hardly grows");
  }

  /** Frequencies of Fibonacci make the deepest tree, deeper than the 15 bits that there are. */
  @Test
  void deepCodesAreHeldToTheLimit() throws DataFormatException {
    byte[] block = new byte[LARGEST];
    int at = 0;
    int[] count = {1, 1};
    for (int value = 0; at < LARGEST; value++) {
      for (int i = 0; i < count[0] && at < LARGEST; i++) {
        block[at++] = (byte) value;
      }
      count = new int[] {count[1], count[0] + count[1]};
    }
    Random random = new Random(2);
    for (int i = LARGEST - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      byte kept = block[i];
      block[i] = block[other];
      block[other] = kept;
    }
    byte[] stream = new DeflateEncoder(LARGEST, 1).deflate(block);
    assertArrayEquals(block, back(stream, false, LARGEST));
    assertTrue(stream.length < LARGEST / 2, stream.length + " bytes");
  }

  /** A repetition 5,000 bytes back is of use to the wide window alone. */
  @Test
  void theWindowIsKept() {
    byte[] noise = SampleTree.noise(3, 5000);
    byte[] twice = Arrays.copyOf(noise, 10_000);
    System.arraycopy(noise, 0, twice, 5000, 5000);
    assertTrue(new DeflateEncoder(LARGEST, 8192).deflate(twice).length < 4700);
    assertTrue(new DeflateEncoder(LARGEST, 4096).deflate(twice).length > 8700);
  }

  /** Changes only together with the versions of the builders that compress. */
  @Test
  void theBytesAreTheSameEverywhere() {
    DeflateEncoder encoder = new DeflateEncoder(LARGEST, DeflateEncoder.LARGEST_WINDOW);
    byte[] block = sample(new Random(42), LARGEST);
    String first = Sha256.of(encoder.deflate(block)).hex();
    assertEquals(first, Sha256.of(encoder.deflate(block)).hex());
    assertEquals("45e3be9ed80d43447807341233073f75356a3ba6437cc444c620e1d0e555ce48", first);
  }

  @Test
  void wrongStreamsAreRefused() {
    byte[] stream = new DeflateEncoder(LARGEST, 4096).deflate(new byte[1000]);
    assertThrows(DataFormatException.class, () -> back(stream, false, 1001));
    assertThrows(
        DataFormatException.class,
        () -> back(Arrays.copyOf(stream, stream.length / 2), false, 1000));
    assertThrows(DataFormatException.class, () -> back(new byte[] {6, 6, 6}, false, 10));
  }
}
