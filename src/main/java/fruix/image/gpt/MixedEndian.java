package fruix.image.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** GUIDs as UEFI stores them: the first three fields little-endian (UEFI appendix A). */
final class MixedEndian {

  private MixedEndian() {}

  /** Writes GUID at INDEX of the little-endian BUFFER. */
  static void put(ByteBuffer buffer, int index, UUID guid) {
    long high = guid.getMostSignificantBits();
    buffer.putInt(index, (int) (high >>> 32));
    buffer.putShort(index + 4, (short) (high >>> 16));
    buffer.putShort(index + 6, (short) high);
    buffer.putLong(index + 8, Long.reverseBytes(guid.getLeastSignificantBits()));
  }

  static UUID get(ByteBuffer buffer, int index) {
    ByteBuffer little = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long high =
        (little.getInt(index) & 0xffffffffL) << 32
            | (little.getShort(index + 4) & 0xffffL) << 16
            | little.getShort(index + 6) & 0xffffL;
    return new UUID(high, Long.reverseBytes(little.getLong(index + 8)));
  }
}
