package fruix.image;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;

/** Damages images of virtual machines' formats: the answer is a diagnostic, or it still reads. */
public final class FormatFuzz {
  private static final int PIECE = 1 << 16;
  private static final long[] VALUES = {
    0, 1, -1, 1L << 31, 1L << 62, Long.MIN_VALUE, 0x200, 0x10000, 0x7fff_ffff
  };

  private FormatFuzz() {}

  /**
   * Opens, reads and verifies ROUNDS damaged copies of IMAGE: cut off, bits flipped, or fields of 4
   * or 8 bytes overwritten, in its first METADATA bytes or its last.
   *
   * @return how many were refused
   */
  public static int run(
      byte[] image, int metadata, int rounds, Function<ImageInput, VirtualDisk> open) {
    Random random = new Random(image.length);
    int refused = 0;
    for (int round = 0; round < rounds; round++) {
      byte[] damaged = image.clone();
      if (random.nextInt(5) == 0) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      }
      for (int i = random.nextInt(3); i >= 0 && damaged.length >= 16; i--) {
        damage(damaged, Math.min(metadata, damaged.length), random);
      }
      try {
        look(open.apply(ImageInput.of("damaged", damaged)));
      } catch (FruixException e) {
        assertTrue(!e.diagnostics().isEmpty());
        refused++;
      }
    }
    return refused;
  }

  private static void damage(byte[] image, int metadata, Random random) {
    int at = random.nextInt(metadata - 8);
    if (random.nextInt(4) == 0) {
      at = image.length - 1536 + random.nextInt(1528);
    }
    at = Math.max(0, at);
    switch (random.nextInt(3)) {
      case 0 -> Damage.flip(image, at, random.nextInt(8));
      case 1 -> ByteBuffer.wrap(image).putInt(at & ~3, (int) VALUES[random.nextInt(9)]);
      default -> ByteBuffer.wrap(image).putLong(at & ~3, VALUES[random.nextInt(9)]);
    }
  }

  private static void look(VirtualDisk disk) {
    ByteBuffer piece = ByteBuffer.allocate(PIECE);
    long step = Math.max(PIECE, disk.size() / 64);
    disk.verify();
    for (long at = 0; at >= 0 && at < disk.size(); at += step) {
      disk.read(at, piece.clear().limit((int) Math.min(PIECE, disk.size() - at)));
    }
  }
}
