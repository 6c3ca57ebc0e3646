package fruix.store;

import fruix.mtree.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What of a manifest's attributes lies on the disk: everything when OWNERS is set, which only root
 * can do; else files are 0444 or 0555 under the user's own id. Never part of a content hash.
 *
 * @param flags whether file flags are applied as well
 */
record PhysicalAttributes(boolean owners, boolean flags) {
  /** Modification and access time of everything in the store. */
  static final FileTime TIME = FileTime.from(1, TimeUnit.SECONDS);

  private static final int ANY_EXECUTE = 0111;

  /** The permission bits that a file or directory with ATTRIBUTES has on the disk. */
  int mode(Attributes attributes) {
    if (owners) {
      return attributes.mode();
    }
    return (attributes.mode() & ANY_EXECUTE) != 0 ? 0555 : 0444;
  }

  /** As {@link #mode}, for a directory, which must stay readable to be of use to its user. */
  int directoryMode(Attributes attributes) {
    return owners ? attributes.mode() : 0555;
  }

  void applyToFile(Path file, Attributes attributes) throws IOException {
    applyOwner(file, attributes);
    Files.setAttribute(file, "unix:mode", mode(attributes));
    applyTime(file);
  }

  void applyToDirectory(Path directory, Attributes attributes) throws IOException {
    applyOwner(directory, attributes);
    Files.setAttribute(directory, "unix:mode", directoryMode(attributes));
    applyTime(directory);
  }

  void applyToSymlink(Path link, Attributes attributes) throws IOException {
    applyOwner(link, attributes);
    applyTime(link);
  }

  /** Before the mode: a change of owner clears set-uid bits. */
  private void applyOwner(Path path, Attributes attributes) throws IOException {
    if (owners) {
      int uid = (int) attributes.owner().uid();
      int gid = (int) attributes.owner().gid();
      Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static void applyTime(Path path) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(TIME, TIME, null);
  }
}
