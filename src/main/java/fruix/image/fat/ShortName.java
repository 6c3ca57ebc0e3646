package fruix.image.fat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The 8.3 names of "FAT Directory Structure" and "Basis-Name Generation". */
final class ShortName {
  private static final String ALLOWED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_$%'-@~`!(){}^#&";
  private static final int BASE = 8;

  private ShortName() {}

  /**
   * The 11 bytes of the short name for NAME: NAME itself in upper case where that is a short name,
   * else a shortened one with a numeric tail. Differs from all TAKEN and is added to them.
   */
  static byte[] choose(String name, Set<String> taken) {
    String upper = name.toUpperCase(Locale.ROOT);
    int dot = upper.lastIndexOf('.');
    String base = dot > 0 ? upper.substring(0, dot) : upper;
    String extension = dot > 0 ? upper.substring(dot + 1) : "";
    String candidate = pad(base, extension);
    if (isLegal(base, BASE) && (extension.isEmpty() ? dot < 0 : isLegal(extension, 3))) {
      if (taken.add(candidate)) {
        return candidate.getBytes(StandardCharsets.US_ASCII);
      }
    }
    String shortBase = clean(base);
    String shortExtension = clean(extension);
    for (int number = 1; ; number++) {
      String tail = "~" + number;
      int keep = Math.min(shortBase.length(), BASE - tail.length());
      candidate = pad(shortBase.substring(0, keep) + tail, shortExtension);
      if (taken.add(candidate)) {
        return candidate.getBytes(StandardCharsets.US_ASCII);
      }
    }
  }

  /** True if NAME, as it is, needs no long name beside SHORTNAME. */
  static boolean suffices(String name, byte[] shortName) {
    return text(shortName, 0).equals(name);
  }

  /** The name that the 11 bytes say, in the case that the NT flags CASEFLAGS say. */
  static String text(byte[] raw, int caseFlags) {
    byte[] bytes = raw.clone();
    if (bytes[0] == 0x05) {
      bytes[0] = (byte) FatLayout.DELETED;
    }
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    String base = all.substring(0, BASE).stripTrailing();
    String extension = all.substring(BASE).stripTrailing();
    if ((caseFlags & FatLayout.LOWER_BASE) != 0) {
      base = base.toLowerCase(Locale.ROOT);
    }
    if ((caseFlags & FatLayout.LOWER_EXTENSION) != 0) {
      extension = extension.toLowerCase(Locale.ROOT);
    }
    return extension.isEmpty() ? base : base + "." + extension;
  }

  /** The checksum that ties long entries to their short one. */
  static int checksum(byte[] shortName) {
    int sum = 0;
    for (byte b : shortName) {
      sum = ((sum & 1) << 7 | sum >> 1) + (b & 0xff) & 0xff;
    }
    return sum;
  }

  private static boolean isLegal(String text, int most) {
    return !text.isEmpty()
        && text.length() <= most
        && text.chars().allMatch(c -> ALLOWED.indexOf(c) >= 0);
  }

  private static String clean(String text) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '.') {
        clean.append(ALLOWED.indexOf(c) >= 0 ? c : '_');
      }
    }
    return clean.toString();
  }

  private static String pad(String base, String extension) {
    char[] all = new char[FatLayout.NAME_LENGTH];
    Arrays.fill(all, ' ');
    base.getChars(0, Math.min(base.length(), BASE), all, 0);
    extension.getChars(0, Math.min(extension.length(), 3), all, BASE);
    return new String(all);
  }
}
