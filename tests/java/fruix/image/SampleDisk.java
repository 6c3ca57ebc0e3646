package fruix.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/**
 * Disks for the formats of virtual machines: data, noise and holes, and what reading them gives.
 */
public final class SampleDisk {
  private static final int CHUNK = 1 << 16;

  private SampleDisk() {}

  /**
   * A disk of SIZE bytes: its first and last sector hold data, and about a third of the rest does,
   * half of that compressible.
   */
  public static byte[] of(long seed, int size) {
    Random random = new Random(seed);
    byte[] disk = new byte[size];
    for (int at = 0; at < size; at += CHUNK) {
      int length = Math.min(CHUNK, size - at);
      int kind = random.nextInt(6);
      if (kind == 0) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, disk, at, length);
      } else if (kind == 1) {
        Arrays.fill(disk, at + random.nextInt(length), at + length, (byte) kind);
      }
    }
    Arrays.fill(disk, 0, 512, (byte) 'a');
    Arrays.fill(disk, size - 512, size, (byte) 'z');
    return disk;
  }

  /** All bytes of DISK, read in pieces of many lengths. */
  public static byte[] read(ImageInput disk) {
    Random random = new Random(1);
    byte[] bytes = new byte[Math.toIntExact(disk.size())];
    for (int at = 0; at < bytes.length; ) {
      int length = Math.min(bytes.length - at, 1 + random.nextInt(300_000));
      disk.read(at, ByteBuffer.wrap(bytes, at, length));
      at += length;
    }
    return bytes;
  }
}
