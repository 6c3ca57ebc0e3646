package fruix.deploy;

import fruix.build.ItemReference;
import fruix.hash.Sha256;
import fruix.image.FileContent;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an ISO image holds, put together path by path; what is there first stays. */
final class IsoTree implements FileContent {
  private final Store store;
  private final Map<RelativePath, Entry> entries = new TreeMap<>();
  private final Map<RelativePath, Path> contents = new HashMap<>();
  private int linkGroups;

  IsoTree(Store store) {
    this.store = store;
  }

  /** Adds what lies at FROM, links as links, at TO. */
  void copy(ItemReference from, RelativePath to) {
    int firstGroup = linkGroups;
    for (Entry entry : store.manifest(from.item()).entries()) {
      if (!from.path().contains(entry.path())) {
        continue;
      }
      RelativePath path = moved(entry.path(), from.path(), to);
      if (entry instanceof Entry.Directory) {
        entries.putIfAbsent(path, new Entry.Directory(path, entry.attributes()));
      } else if (entry instanceof Entry.Symlink link) {
        entries.putIfAbsent(path, new Entry.Symlink(path, link.attributes(), link.target()));
      } else if (entry instanceof Entry.File file) {
        int group = file.linkGroup() == 0 ? 0 : firstGroup + file.linkGroup();
        linkGroups = Math.max(linkGroups, group);
        Path contents = file.path().under(store.physical(from.item()));
        add(path, file.attributes(), contents, file.size(), file.digest(), group);
      }
    }
  }

  private static RelativePath moved(RelativePath path, RelativePath from, RelativePath to) {
    if (path.equals(from)) {
      return to;
    }
    int start = from.isRoot() ? 0 : from.value().length() + 1;
    return to.resolve(path.value().substring(start));
  }

  /**
   * Adds the directory AT of a closure, whose files are FILES, at the same place, with every link
   * followed: the loader follows none on ISO 9660. A link that leads nowhere is left out.
   */
  void follow(ClosureFiles files, RelativePath at) {
    Optional<List<String>> names = files.names(at);
    if (names.isPresent()) {
      entries.putIfAbsent(at, new Entry.Directory(at, Attributes.DIRECTORY));
      names.get().forEach(name -> follow(files, at.resolve(name)));
      return;
    }
    files
        .find(at)
        .ifPresent(
            found -> {
              Entry.File file = found.entry();
              Path source = found.place().path().under(store.physical(found.place().item()));
              add(at, file.attributes(), source, file.size(), file.digest(), 0);
            });
  }

  /** Adds the file SOURCE of this machine, of SIZE bytes, at PATH. */
  void file(RelativePath path, Path source, long size, Sha256 digest) {
    add(path, Attributes.FILE, source, size, digest, 0);
  }

  private void add(
      RelativePath path, Attributes attributes, Path source, long size, Sha256 digest, int group) {
    Entry.File file = new Entry.File(path, attributes, size, digest, group);
    if (entries.putIfAbsent(path, file) == null) {
      contents.put(path, source);
    }
  }

  /** Adds every one of ITEMS as on a machine: below {@code /frx/store}. */
  void store(Iterable<StorePath> items) {
    for (StorePath item : items) {
      copy(
          new ItemReference(item, RelativePath.ROOT),
          new RelativePath(item.toString().substring(1)));
    }
  }

  /** All of it, with the directories that only lead to something. */
  Manifest manifest() {
    for (RelativePath path : List.copyOf(entries.keySet())) {
      RelativePath at = path;
      while (!at.isRoot()) {
        at = at.parent();
        entries.putIfAbsent(at, new Entry.Directory(at, Attributes.DIRECTORY));
      }
    }
    return Manifest.of(new ArrayList<>(entries.values()));
  }

  @Override
  public ReadableByteChannel open(RelativePath path) throws IOException {
    Path source = contents.get(path);
    if (source == null) {
      throw new IOException("not a regular file of the image: " + path);
    }
    return FileChannel.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
