package fruix.archive;

import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * The bytes of a member's headers, to find out what the tar library makes of names without a word:
 * it replaces what is not UTF-8, and takes the slashes off the front of long names.
 */
final class HeaderBytes {
  private static final String PAX_PATH = " path=";

  /** A char a byte. */
  private final String text;

  HeaderBytes(byte[] bytes) {
    this.text = new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /** Whether NAME, as the library gives it, stands for bytes that were not UTF-8. */
  boolean isReplaced(String name) {
    return name.indexOf('\uFFFD') >= 0 || name.indexOf('?') >= 0 && !text.contains(bytes(name));
  }

  /** Whether NAME, as the library gives it, started with a slash. */
  boolean wasAbsolute(String name) {
    String rest = bytes(name.endsWith("/") ? name.substring(0, name.length() - 1) : name);
    int pax = text.indexOf(PAX_PATH);
    while (pax >= 0) {
      if (isSlashesAnd(rest, pax + PAX_PATH.length())) {
        return true;
      }
      pax = text.indexOf(PAX_PATH, pax + 1);
    }
    for (int record = 0; record < text.length(); record += TarConstants.DEFAULT_RCDSIZE) {
      if (isSlashesAnd(rest, record)) {
        return true;
      }
    }
    return false;
  }

  private boolean isSlashesAnd(String rest, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) == '/') {
      at++;
    }
    return at > start && text.startsWith(rest, at);
  }

  private static String bytes(String name) {
    return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
