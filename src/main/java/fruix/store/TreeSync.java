package fruix.store;

import fruix.io.Durable;
import fruix.io.HostCommand;
import fruix.io.Parallel;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Makes the data of a whole item permanent before the item gets its name. */
final class TreeSync {
  /** Above this number of files, one flush of the file system is faster than one of each file. */
  private static final int MANY = 64;

  private TreeSync() {}

  static void force(Path top, Manifest manifest, boolean linux)
      throws IOException, InterruptedException {
    if (manifest.entries().size() > MANY && linux && forceFileSystem(top)) {
      return;
    }
    List<Path> places =
        manifest.entries().stream()
            .filter(entry -> !(entry instanceof Entry.Symlink))
            .map(entry -> entry.path().under(top))
            .toList();
    Parallel.forEach(places, Durable::force);
  }

  /** Flushes the file system that holds TOP, if there is a {@code sync} that can. */
  private static boolean forceFileSystem(Path top) throws InterruptedException {
    try {
      HostCommand.run(List.of("sync", "-f", top.toString()));
      return true;
    } catch (IOException e) {
      // Another sync than that of GNU coreutils; the caller does it file by file.
      return false;
    }
  }
}
