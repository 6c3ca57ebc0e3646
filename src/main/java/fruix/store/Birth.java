package fruix.store;

import fruix.io.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a new file of an item has without our doing, told by the item's new directory: so that what
 * is right already need not be set.
 *
 * @param umask the permission bits that new files lack
 * @param directoryMode that new directories have, 0…07777
 */
record Birth(int umask, int directoryMode, long uid, long gid) {

  /** As TOP, a directory made with mode 0777, shows it; null when TOP is no directory. */
  static @Nullable Birth in(Path top) throws IOException {
    if (!Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    HostFile made = HostFile.of(top);
    return new Birth(~made.mode() & 0777, made.mode(), made.uid(), made.gid());
  }
}
