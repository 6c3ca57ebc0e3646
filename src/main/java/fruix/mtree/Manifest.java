package fruix.mtree;

import fruix.io.RelativePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything in a tree, sorted by path, from the root entry down. The root is a directory, or the
 * only entry when the item is a single file or symbolic link. Every entry's parent is a directory
 * that is present, and hard link groups are numbered in the order of their first names: equal trees
 * have equal manifests.
 */
public record Manifest(List<Entry> entries) {

  public Manifest {
    if (entries.isEmpty() || !entries.get(0).path().isRoot()) {
      throw new IllegalArgumentException("a manifest starts with its root");
    }
    entries = List.copyOf(entries);
    check(entries);
  }

  /** Sorts ENTRIES, which come in any order, and numbers their link groups. */
  public static Manifest of(List<Entry> entries) {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparing(Entry::path));
    Map<Integer, Integer> sizes = new HashMap<>();
    for (Entry entry : sorted) {
      if (entry instanceof Entry.File file && file.linkGroup() != 0) {
        sizes.merge(file.linkGroup(), 1, Integer::sum);
      }
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    sorted.replaceAll(
        entry -> {
          if (entry instanceof Entry.File file && file.linkGroup() != 0) {
            int number =
                sizes.getOrDefault(file.linkGroup(), 0) < 2
                    ? 0
                    : numbers.computeIfAbsent(file.linkGroup(), old -> numbers.size() + 1);
            return new Entry.File(
                file.path(), file.attributes(), file.size(), file.digest(), number);
          }
          return entry;
        });
    return new Manifest(sorted);
  }

  public Entry root() {
    return entries.get(0);
  }

  private static void check(List<Entry> entries) {
    Map<String, Boolean> directories = new HashMap<>();
    RelativePath previous = null;
    for (Entry entry : entries) {
      RelativePath path = entry.path();
      if (previous != null && previous.compareTo(path) >= 0) {
        throw new IllegalArgumentException("twice or out of order in a manifest: " + path);
      }
      previous = path;
      if (!path.isRoot() && !directories.containsKey(path.parent().value())) {
        throw new IllegalArgumentException("not in a directory of the manifest: " + path);
      }
      if (entry instanceof Entry.Directory) {
        directories.put(path.value(), true);
      }
    }
  }
}
