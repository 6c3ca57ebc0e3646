package fruix.scheme;

/**
 * What kind of disk image is wanted.
 *
 * @param format as the builder names it
 * @param bios whether a BIOS is to boot it, too
 */
public record DiskForm(String format, boolean bios) {
  /** The bytes of a disk that UEFI firmware boots. */
  public static final DiskForm RAW = new DiskForm("raw", false);
}
