package fruix.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SectorTest {
  private static final int SECTOR = 512;

  /** A device in memory that moves whole sectors only. */
  private static final class Device implements ImageInput, ImageOutput {
    private final byte[] bytes;

    Device(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public String name() {
      return "device";
    }

    @Override
    public void read(long position, ByteBuffer target) {
      requireWhole(position, target.remaining());
      target.put(bytes, (int) position, target.remaining());
    }

    @Override
    public void write(long position, ByteBuffer source) {
      requireWhole(position, source.remaining());
      source.get(bytes, (int) position, source.remaining());
    }

    @Override
    public void requireInside(long position, long length) {
      ImageInput.super.requireInside(position, length);
    }

    private static void requireWhole(long position, int length) {
      assertEquals(0, position % SECTOR, "position");
      assertEquals(0, length % SECTOR, "length");
    }
  }

  @Test
  void anyRangeIsWrittenAndReadThroughWholeSectors() {
    byte[] expected = SampleTree.noise(1, 20 * SECTOR);
    Device device = new Device(expected.clone());
    SectorInput input = new SectorInput(device, SECTOR);
    SectorOutput output = new SectorOutput(device, device, SECTOR);
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      int from = random.nextInt(expected.length + 1);
      int length = random.nextInt(Math.min(expected.length - from, 3 * SECTOR) + 1);
      byte[] piece = SampleTree.noise(round, length);
      System.arraycopy(piece, 0, expected, from, length);
      ByteBuffer source = ByteBuffer.wrap(piece);
      output.write(from, source);
      assertEquals(0, source.remaining());
      int at = random.nextInt(expected.length + 1);
      int count = random.nextInt(expected.length - at + 1);
      byte[] back = new byte[count];
      input.read(at, count).get(back);
      assertArrayEquals(Arrays.copyOfRange(expected, at, at + count), back);
    }
    assertArrayEquals(expected, device.bytes);
  }

  @Test
  void halfASectorIsNoDevice() {
    ImageInput half = ImageInput.of("half", new byte[700]);
    assertThrows(IllegalArgumentException.class, () -> new SectorInput(half, SECTOR));
  }
}
