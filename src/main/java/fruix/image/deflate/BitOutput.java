package fruix.image.deflate;

import java.util.Arrays;

/** Bits in the order of RFC 1951, 3.1.1: the first goes to the lowest bit of a byte. */
final class BitOutput {
  private byte[] bytes = new byte[1 << 12];
  private int size;
  private long pending;
  private int pendingBits;

  /** Appends the COUNT lowest bits of VALUE, at most 32, whose others are 0. */
  void bits(int value, int count) {
    pending |= (value & 0xffffffffL) << pendingBits;
    pendingBits += count;
    while (pendingBits >= Byte.SIZE) {
      flushByte();
    }
  }

  /** Fills the last byte up with zeros. */
  void align() {
    if (pendingBits > 0) {
      pendingBits = Byte.SIZE;
      flushByte();
    }
  }

  /** Appends LENGTH bytes of SOURCE from OFFSET on, after {@link #align}. */
  void bytes(byte[] source, int offset, int length) {
    reserve(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** All that was appended, in whole bytes. */
  byte[] toBytes() {
    align();
    return Arrays.copyOf(bytes, size);
  }

  private void flushByte() {
    reserve(1);
    bytes[size++] = (byte) pending;
    pending >>>= Byte.SIZE;
    pendingBits -= Byte.SIZE;
  }

  private void reserve(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + count));
    }
  }
}
