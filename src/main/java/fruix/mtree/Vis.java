package fruix.mtree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The octal style of {@code vis(3)}: each byte that could mean something to a reader of {@code
 * mtree(5)} stands as a backslash and three octal digits.
 */
final class Vis {
  private static final String PLAIN = "/.,_+:@%~=-";

  private Vis() {}

  /** Appends TEXT's UTF-8 bytes, escaped, to OUT. */
  static void encode(String text, Bytes out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        encodeAll(text.substring(i).getBytes(StandardCharsets.UTF_8), out);
        return;
      }
      encode(c, out);
    }
  }

  private static void encodeAll(byte[] bytes, Bytes out) {
    for (byte b : bytes) {
      encode(b & 0xff, out);
    }
  }

  private static void encode(int b, Bytes out) {
    if (isPlain(b)) {
      out.put(b);
    } else {
      out.put('\\').put('0' + (b >> 6)).put('0' + (b >> 3 & 7)).put('0' + (b & 7));
    }
  }

  private static boolean isPlain(int b) {
    return b >= 'a' && b <= 'z'
        || b >= 'A' && b <= 'Z'
        || b >= '0' && b <= '9'
        || PLAIN.indexOf(b) >= 0;
  }

  /** Undoes {@link #encode}; throws IllegalArgumentException for what it would not have written. */
  static String decode(String text) {
    if (text.isEmpty()) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 3 < text.length()) {
        bytes.write(octal(text, i + 1));
        i += 3;
      } else if (isPlain(c)) {
        bytes.write(c);
      } else {
        throw new IllegalArgumentException("not an escaped name: " + text);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not UTF-8: " + text, e);
    }
  }

  private static int octal(String text, int at) {
    int value = 0;
    for (int i = at; i < at + 3; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 7) {
        throw new IllegalArgumentException("not three octal digits: " + text);
      }
      value = value * 8 + digit;
    }
    if (value > 255 || isPlain(value)) {
      throw new IllegalArgumentException("not an escape that is needed: " + text);
    }
    return value;
  }
}
