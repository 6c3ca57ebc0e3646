package fruix.store;

import fruix.io.Durable;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Path;

/** Makes the data of a whole item permanent before the item gets its name. */
final class TreeSync {

  private TreeSync() {}

  static void force(Path top, Manifest manifest) throws IOException {
    for (Entry entry : manifest.entries()) {
      if (!(entry instanceof Entry.Symlink)) {
        Durable.force(entry.path().under(top));
      }
    }
  }
}
