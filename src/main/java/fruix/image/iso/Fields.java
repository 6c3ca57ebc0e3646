package fruix.image.iso;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The number and date formats of ECMA-119, clauses 7 and 8.4.26. */
final class Fields {
  private static final DateTimeFormatter LONG_DATE =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss'00'", Locale.ROOT);

  private Fields() {}

  /** 7.2.3 at AT of the little-endian BUFFER. */
  static void both16(ByteBuffer buffer, int at, int value) {
    buffer.putShort(at, (short) value);
    buffer.putShort(at + 2, Short.reverseBytes((short) value));
  }

  /** 7.3.3 at AT of the little-endian BUFFER. */
  static void both32(ByteBuffer buffer, int at, long value) {
    buffer.putInt(at, (int) value);
    buffer.putInt(at + 4, Integer.reverseBytes((int) value));
  }

  /** 9.1.5: seven bytes, UTC. */
  static void shortDate(ByteBuffer buffer, int at, long seconds) {
    OffsetDateTime date = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    buffer.put(at, (byte) (date.getYear() - 1900));
    buffer.put(at + 1, (byte) date.getMonthValue());
    buffer.put(at + 2, (byte) date.getDayOfMonth());
    buffer.put(at + 3, (byte) date.getHour());
    buffer.put(at + 4, (byte) date.getMinute());
    buffer.put(at + 5, (byte) date.getSecond());
  }

  /** 8.4.26.1: sixteen digits and a zone, UTC. */
  static void longDate(ByteBuffer buffer, int at, long seconds) {
    OffsetDateTime date = Instant.ofEpochSecond(seconds).atOffset(ZoneOffset.UTC);
    text(buffer, at, 16, LONG_DATE.format(date));
  }

  /** TEXT in ASCII, padded with spaces to LENGTH. */
  static void text(ByteBuffer buffer, int at, int length, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < length; i++) {
      buffer.put(at + i, i < bytes.length ? bytes[i] : (byte) ' ');
    }
  }
}
