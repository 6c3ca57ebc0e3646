package fruix.mtree;

import fruix.hash.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing line of ASCII bytes. */
final class Bytes {
  private static final String DIGITS = "0123456789abcdef";

  private byte[] bytes = new byte[512];
  private int length;

  Bytes put(int b) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) b;
    return this;
  }

  Bytes put(String ascii) {
    byte[] more = ascii.getBytes(StandardCharsets.ISO_8859_1);
    if (length + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  Bytes put(Sha256 digest) {
    for (byte b : digest.toBytes()) {
      put(DIGITS.charAt(b >> 4 & 0xf)).put(DIGITS.charAt(b & 0xf));
    }
    return this;
  }

  void moveTo(OutputStream out) throws IOException {
    out.write(bytes, 0, length);
    length = 0;
  }
}
