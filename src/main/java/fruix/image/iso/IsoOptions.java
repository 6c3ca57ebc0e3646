package fruix.image.iso;

import fruix.io.RelativePath;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is to be made.
 *
 * @param label up to 32 of {@code A-Z 0-9 _}; FreeBSD shows it as {@code /dev/iso9660/LABEL}
 * @param efiImage the file of the tree that UEFI firmware boots, an image of a FAT file system
 *     below 32 MiB; null for a disc that does not boot
 * @param time of every file and of the volume, in seconds since the epoch
 */
public record IsoOptions(String label, @Nullable RelativePath efiImage, long time) {
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9_]{1,32}");

  public IsoOptions {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException("not an ISO 9660 label: `" + label + "'");
    }
  }

  /** With times of 1 second after the epoch. */
  public static IsoOptions of(String label, @Nullable RelativePath efiImage) {
    return new IsoOptions(label, efiImage, 1);
  }
}
