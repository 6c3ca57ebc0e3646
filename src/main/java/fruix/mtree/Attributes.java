package fruix.mtree;

import java.util.regex.Pattern;

/**
 * What a file has besides its contents.
 *
 * @param mode permission bits with set-uid, set-gid and sticky, 0…07777
 * @param flags file flags as {@code chflags(1)} names them, sorted, joined with commas; empty for
 *     none
 */
public record Attributes(int mode, Owner owner, String flags) {
  // First: the constants below are checked against it.
  private static final Pattern FLAGS = Pattern.compile("([a-z]+(,[a-z]+)*)?");

  /** {@code root:wheel}, 0555. */
  public static final Attributes DIRECTORY = new Attributes(0555, Owner.ROOT, "");

  /** {@code root:wheel}, 0444. */
  public static final Attributes FILE = new Attributes(0444, Owner.ROOT, "");

  /** {@code root:wheel}, 0555. */
  public static final Attributes EXECUTABLE = new Attributes(0555, Owner.ROOT, "");

  /** {@code root:wheel}, 0755: FreeBSD's symbolic links have a mode, and this is the usual one. */
  public static final Attributes SYMLINK = new Attributes(0755, Owner.ROOT, "");

  public Attributes {
    if (mode < 0 || mode > 07777) {
      throw new IllegalArgumentException("not a mode: " + Integer.toOctalString(mode));
    }
    if (!flags.isEmpty() && !FLAGS.matcher(flags).matches()) {
      throw new IllegalArgumentException("not a list of file flags: `" + flags + "'");
    }
  }

  public Attributes withMode(int newMode) {
    return new Attributes(newMode, owner, flags);
  }
}
