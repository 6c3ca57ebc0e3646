package fruix.store;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names of an item that is being written. Each name is claimed before anything is made at it,
 * and its parents are directories made here: so nothing is written through a symbolic link. Safe
 * for several threads.
 */
final class ItemTree {
  private final Path top;

  /** By path; strings, as they know their hash codes. */
  private final Map<String, Entry> entries = new HashMap<>();

  /** Names that are taken, where something is being made. */
  private final Set<String> claims = new HashSet<>();

  /** Directories that nobody has given attributes yet. */
  private final Set<String> implied = new HashSet<>();

  private int linkGroups;
  private @Nullable Birth birth;

  ItemTree(Path top) {
    this.top = top;
  }

  /** Where PATH lies on the disk. */
  Path physical(RelativePath path) {
    return path.under(top);
  }

  /** What new files of the item have; null as long as it has no directory. */
  synchronized @Nullable Birth birth() throws IOException {
    if (birth == null) {
      birth = Birth.in(top);
    }
    return birth;
  }

  /** Adds the directory PATH, or gives an implied one its attributes. */
  synchronized void directory(RelativePath path, Attributes attributes) throws IOException {
    if (!implied.remove(path.value())) {
      claim(path);
      Files.createDirectory(physical(path));
    }
    put(new Entry.Directory(path, attributes));
  }

  /** Takes the name PATH for something that is no directory, and makes its parents. */
  synchronized void claim(RelativePath path) throws IOException {
    if (!path.isRoot()) {
      makeDirectory(parent(path.value()));
    }
    if (entries.containsKey(path.value()) || !claims.add(path.value())) {
      throw new IOException("the item has `" + path + "' twice");
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private void makeDirectory(String path) throws IOException {
    Entry entry = entries.get(path);
    if (entry instanceof Entry.Directory) {
      return;
    }
    if (entry != null || claims.contains(path)) {
      throw new IOException("`" + path + "' is not a directory of the item");
    }
    directory(new RelativePath(path), Attributes.DIRECTORY);
    implied.add(path);
  }

  synchronized void put(Entry entry) {
    claims.remove(entry.path().value());
    entries.put(entry.path().value(), entry);
  }

  /** Adds the claimed PATH as another name of the file EXISTING. */
  synchronized void link(RelativePath path, RelativePath existing) throws IOException {
    if (!(entries.get(existing.value()) instanceof Entry.File file)) {
      throw new IOException("`" + existing + "' is not a regular file of the item");
    }
    int group = file.linkGroup() == 0 ? ++linkGroups : file.linkGroup();
    if (file.linkGroup() == 0) {
      put(new Entry.File(existing, file.attributes(), file.size(), file.digest(), group));
    }
    put(new Entry.File(path, file.attributes(), file.size(), file.digest(), group));
  }

  /** The manifest of everything so far; an empty item is an empty directory. */
  synchronized Manifest manifest() throws IOException {
    if (entries.isEmpty()) {
      makeDirectory(RelativePath.ROOT.value());
    }
    if (!claims.isEmpty()) {
      throw new IOException("something of the item was begun and not finished");
    }
    return Manifest.of(new ArrayList<>(entries.values()));
  }
}
