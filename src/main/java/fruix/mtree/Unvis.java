package fruix.mtree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Undoes {@code vis(3)}: octal, C-style and meta escapes. */
final class Unvis {
  private static final String C_STYLE = "abfnrtvsE0";
  private static final byte[] C_VALUES = {7, 8, 12, 10, 13, 9, 11, 32, 27, 0};

  private Unvis() {}

  /**
   * TEXT, one char a byte (ISO 8859-1), without its escapes. Throws IllegalArgumentException,
   * saying why, for a bad escape or when the result is not UTF-8.
   */
  static String decode(String text) {
    if (isPlain(text)) {
      return text;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at = escape(text, at, out);
      } else {
        out.write(c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(out.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("`" + text + "' is not UTF-8", e);
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c >= 0x80) {
        return false;
      }
    }
    return true;
  }

  /** Decodes the escape whose backslash lies before AT; returns where it ends. */
  private static int escape(String text, int at, ByteArrayOutputStream out) {
    char c = charAt(text, at);
    if (isOctal(c)) {
      return octal(text, at, out);
    }
    if (c == 'M' || c == '^') {
      return meta(text, at, out);
    }
    int known = C_STYLE.indexOf(c);
    if (known >= 0) {
      out.write(C_VALUES[known]);
    } else if (c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c)) {
      out.write(c);
    } else {
      throw bad(text);
    }
    return at + 1;
  }

  private static int octal(String text, int start, ByteArrayOutputStream out) {
    int at = start;
    int value = 0;
    while (at < text.length() && at < start + 3 && isOctal(text.charAt(at))) {
      value = value * 8 + (text.charAt(at++) - '0');
    }
    if (value > 0xff) {
      throw bad(text);
    }
    out.write(value);
    return at;
  }

  /** {@code \^C}, {@code \M-x} and {@code \M^C}. */
  private static int meta(String text, int start, ByteArrayOutputStream out) {
    int at = start;
    int high = 0;
    if (text.charAt(at) == 'M') {
      high = 0x80;
      at++;
    }
    char kind = charAt(text, at++);
    char c = charAt(text, at++);
    if (kind == '^') {
      out.write(high | (c == '?' ? 0x7f : c & 0x1f));
    } else if (kind == '-') {
      out.write(high | c);
    } else {
      throw bad(text);
    }
    return at;
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private static char charAt(String text, int at) {
    if (at >= text.length()) {
      throw bad(text);
    }
    return text.charAt(at);
  }

  private static IllegalArgumentException bad(String text) {
    return new IllegalArgumentException("`" + text + "' has a bad escape");
  }
}
