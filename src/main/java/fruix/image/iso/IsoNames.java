package fruix.image.iso;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The identifiers of one directory for readers without Rock Ridge (ECMA-119 7.5 and 7.6,
 * interchange level 2): upper case, at most 30 characters, no two alike.
 */
final class IsoNames {
  private static final int LONGEST = 30;
  private static final int LONGEST_EXTENSION = 8;
  private static final int RADIX = 36;

  private final Set<String> taken = new HashSet<>();

  /** The identifier for the file or directory NAME, without a version. */
  String choose(String name, boolean directory) {
    int dot = directory ? -1 : name.lastIndexOf('.');
    String extension = dot > 0 ? clean(name.substring(dot + 1), LONGEST_EXTENSION) : "";
    String base = clean(dot > 0 ? name.substring(0, dot) : name, LONGEST - 1 - extension.length());
    String tail = directory ? "" : "." + extension;
    String candidate = base + tail;
    for (int number = 0; !taken.add(candidate); number++) {
      String digits = Integer.toString(number, RADIX).toUpperCase(Locale.ROOT);
      int keep = Math.min(base.length(), LONGEST - tail.length() - digits.length() - 1);
      candidate = base.substring(0, keep) + "_" + digits + tail;
    }
    return candidate;
  }

  private static String clean(String text, int most) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length() && clean.length() < most; i++) {
      char c = text.charAt(i);
      char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
      boolean good = upper >= 'A' && upper <= 'Z' || upper >= '0' && upper <= '9';
      clean.append(good ? upper : '_');
    }
    return clean.toString();
  }
}
