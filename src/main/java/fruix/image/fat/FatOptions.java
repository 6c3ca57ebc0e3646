package fruix.image.fat;

import fruix.image.Seed;
import java.util.regex.Pattern;

/**
 * What is to be made.
 *
 * @param size of the file system in bytes, rounded down to sectors of 512
 * @param label up to 11 of the characters that a label may have, upper case
 * @param seed of the volume's serial number
 */
public record FatOptions(long size, String label, Seed seed) {
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9_$%'@~!(){}^#&-]{1,11}");

  public FatOptions {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not a FAT volume label: `" + label + "'");
    }
  }
}
