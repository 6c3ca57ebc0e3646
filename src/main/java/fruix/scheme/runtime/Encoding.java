package fruix.scheme.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Packs strings into one, which compiled code holds as a constant. */
final class Encoding {
  private static final char END = '\u0001';
  private static final char ABSENT = '\u0002';

  private Encoding() {}

  static String pack(List<@Nullable String> strings) {
    StringBuilder packed = new StringBuilder();
    for (String s : strings) {
      if (s == null) {
        packed.append(ABSENT);
      } else {
        if (s.indexOf(END) >= 0) {
          throw new IllegalArgumentException("a string with U+0001 cannot be packed");
        }
        packed.append(s);
      }
      packed.append(END);
    }
    return packed.toString();
  }

  static List<@Nullable String> unpack(String packed) {
    List<@Nullable String> strings = new ArrayList<>();
    int start = 0;
    for (int end = packed.indexOf(END); end >= 0; end = packed.indexOf(END, start)) {
      String s = packed.substring(start, end);
      strings.add(s.length() == 1 && s.charAt(0) == ABSENT ? null : s);
      start = end + 1;
    }
    return strings;
  }
}
