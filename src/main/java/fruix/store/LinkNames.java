package fruix.store;

import fruix.io.RelativePath;
import fruix.mtree.Entry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The first name that each hard link group of a manifest got in an item. */
final class LinkNames {
  private final Map<Integer, RelativePath> first = new HashMap<>();

  /** Adds FILE to OUT at PATH as another name of its group; false if it is the first, or alone. */
  boolean linked(Entry.File file, RelativePath path, ItemWriter out) throws IOException {
    if (file.linkGroup() == 0) {
      return false;
    }
    RelativePath existing = first.putIfAbsent(file.linkGroup(), path);
    if (existing == null) {
      return false;
    }
    out.hardlink(path, existing);
    return true;
  }
}
