package fruix.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds store paths in a stream of bytes: {@code /frx/store/}, 40 hex digits and a hyphen. What
 * lies across the border of two pieces is found too. Horspool's search: most bytes are never looked
 * at.
 */
final class ReferenceScanner {
  private static final byte[] PREFIX = (StorePath.STORE + "/").getBytes(StandardCharsets.US_ASCII);
  private static final int DIGITS = 40;
  private static final int WHOLE = PREFIX.length + DIGITS + 1;
  private static final int[] SKIP = new int[256];

  static {
    Arrays.fill(SKIP, PREFIX.length);
    for (int i = 0; i < PREFIX.length - 1; i++) {
      SKIP[PREFIX[i]] = PREFIX.length - 1 - i;
    }
  }

  private final Set<String> found = new TreeSet<>();
  private final byte[] border = new byte[2 * (WHOLE - 1)];
  private int kept;

  /** Looks at the next piece of the stream. */
  void update(byte[] bytes, int length) {
    int head = Math.min(length, WHOLE - 1);
    if (kept > 0) {
      System.arraycopy(bytes, 0, border, kept, head);
      scan(border, kept + head);
    }
    if (length >= WHOLE - 1) {
      scan(bytes, length);
      System.arraycopy(bytes, length - (WHOLE - 1), border, 0, WHOLE - 1);
      kept = WHOLE - 1;
      return;
    }
    if (kept == 0) {
      System.arraycopy(bytes, 0, border, 0, length);
    }
    int total = kept + length;
    int surplus = Math.max(0, total - (WHOLE - 1));
    System.arraycopy(border, surplus, border, 0, total - surplus);
    kept = total - surplus;
    scan(border, kept);
  }

  /** Forgets the bytes so far; the next piece starts another stream. What was found stays. */
  void reset() {
    kept = 0;
  }

  /** The hash parts found so far. */
  Set<String> found() {
    return found;
  }

  private void scan(byte[] bytes, int length) {
    int last = PREFIX.length - 1;
    int at = 0;
    while (at + WHOLE <= length) {
      byte end = bytes[at + last];
      if (end == '/' && isStorePath(bytes, at)) {
        int digits = at + PREFIX.length;
        found.add(new String(bytes, digits, DIGITS, StandardCharsets.US_ASCII));
      }
      at += SKIP[end & 0xff];
    }
  }

  private static boolean isStorePath(byte[] bytes, int at) {
    if (!Arrays.equals(bytes, at, at + PREFIX.length, PREFIX, 0, PREFIX.length)
        || bytes[at + WHOLE - 1] != '-') {
      return false;
    }
    for (int i = at + PREFIX.length; i < at + WHOLE - 1; i++) {
      byte b = bytes[i];
      if (!(b >= '0' && b <= '9' || b >= 'a' && b <= 'f')) {
        return false;
      }
    }
    return true;
  }
}
