package fruix.deploy;

import fruix.mtree.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;

/**
 * What of a root tree's attributes a directory on the host has: everything with OWNERS. Else no
 * set-uid bits, which would be the user's own, and the user can read every file and empty every
 * directory, whatever its mode.
 */
record RootfsAttributes(boolean owners) {
  static final FileTime TIME = FileTime.from(1, TimeUnit.SECONDS);
  private static final int PERMISSIONS = 0777;
  private static final int STICKY = 01000;

  void applyToFile(Path file, Attributes attributes) throws IOException {
    applyOwner(file, attributes);
    int mode = owners ? attributes.mode() : attributes.mode() & PERMISSIONS | 0400;
    Files.setAttribute(file, "unix:mode", mode);
    applyTime(file);
  }

  void applyToDirectory(Path directory, Attributes attributes) throws IOException {
    applyOwner(directory, attributes);
    int mode = owners ? attributes.mode() : attributes.mode() & (PERMISSIONS | STICKY) | 0700;
    Files.setAttribute(directory, "unix:mode", mode);
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

  void applyTime(Path path) throws IOException {
    Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .setTimes(TIME, TIME, null);
  }
}
