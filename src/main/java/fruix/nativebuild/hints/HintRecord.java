package fruix.nativebuild.hints;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One record of {@code linker.hints} ({@code usr.sbin/kldxref/kldxref.c}): integers, little-endian
 * and aligned to four bytes, and strings, a byte of length before their bytes.
 */
final class HintRecord {
  private static final int LONGEST = 255;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private void align() {
    while (bytes.size() % Integer.BYTES != 0) {
      bytes.write(0);
    }
  }

  HintRecord number(int value) {
    align();
    bytes.writeBytes(little(value));
    return this;
  }

  HintRecord string(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a string of a hint has at most 255 bytes: " + text);
    }
    bytes.write(text.length());
    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** The record with its length before it. */
  byte[] bytes() {
    align();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(little(bytes.size()));
    all.writeBytes(bytes.toByteArray());
    return all.toByteArray();
  }

  static byte[] little(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
