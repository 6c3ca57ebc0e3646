package fruix.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as {@code 2026-01-02T03:04:05Z} (RFC 3339), to the second, years 0000 to 9999. By hand:
 * starting Java's formatters takes longer than adding a small item.
 */
final class Timestamp {
  private static final String SHAPE = "0000-00-00T00:00:00Z";

  private Timestamp() {}

  static String text(Instant instant) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(SHAPE);
    put(out, 0, 4, time.getYear());
    put(out, 5, 7, time.getMonthValue());
    put(out, 8, 10, time.getDayOfMonth());
    put(out, 11, 13, time.getHour());
    put(out, 14, 16, time.getMinute());
    put(out, 17, 19, time.getSecond());
    return out.toString();
  }

  private static void put(StringBuilder out, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      out.setCharAt(i, (char) ('0' + rest % 10));
      rest /= 10;
    }
  }

  /** Reads what {@link #text} writes; an IllegalArgumentException for anything else. */
  static Instant parse(String text) {
    if (text.length() != SHAPE.length()) {
      throw new IllegalArgumentException("not a time: " + text);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char shape = SHAPE.charAt(i);
      if (shape == '0' ? c < '0' || c > '9' : c != shape) {
        throw new IllegalArgumentException("not a time: " + text);
      }
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19))
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time: " + text, e);
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
