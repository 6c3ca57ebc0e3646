package fruix.cli;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as users write them: {@code 6g}, {@code 512m}, {@code 1048576}. */
final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmgt]?)b?");
  private static final String UNITS = "kmgt";
  private static final int SECTOR = 512;

  private ByteSize() {}

  /** The value of OPTION in bytes, if it was given; whole sectors. */
  static OptionalLong of(Arguments given, String option) {
    String text = given.option(option).orElse("");
    if (text.isEmpty() && given.option(option).isEmpty()) {
      return OptionalLong.empty();
    }
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw wrong(text, option, "is not a size");
    }
    int shift = 10 * (matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1);
    long count = Long.parseLong(matcher.group(1));
    if (count == 0 || count > Long.MAX_VALUE >> shift + 1) {
      throw wrong(text, option, "is no possible size");
    }
    long bytes = count << shift;
    if (bytes % SECTOR != 0) {
      throw wrong(text, option, "is not a whole number of sectors of " + SECTOR + " bytes");
    }
    return OptionalLong.of(bytes);
  }

  private static RuntimeException wrong(String text, String option, String what) {
    return UsageErrors.of("`" + text + "' " + what + ", for " + option, "as in " + option + " 6g");
  }
}
