package fruix.mtree;

import fruix.io.RelativePath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    List<Entry> sorted = sorted(entries);
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

  /** In the order of {@link RelativePath}, which is found much faster by plain strings. */
  private static List<Entry> sorted(List<Entry> entries) {
    List<Keyed> keyed = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      String path = entry.path().value();
      for (int i = 0; i < path.length(); i++) {
        if (Character.isSurrogate(path.charAt(i))) {
          List<Entry> sorted = new ArrayList<>(entries);
          sorted.sort(Comparator.comparing(Entry::path));
          return sorted;
        }
      }
      keyed.add(new Keyed(path.replace('/', '\0'), entry));
    }
    Collections.sort(keyed);
    List<Entry> sorted = new ArrayList<>(keyed.size());
    for (Keyed next : keyed) {
      sorted.add(next.entry());
    }
    return sorted;
  }

  /** An entry whose KEY sorts as its path does when that has no surrogates. */
  private record Keyed(String key, Entry entry) implements Comparable<Keyed> {
    @Override
    public int compareTo(Keyed other) {
      return key.compareTo(other.key);
    }
  }

  public Entry root() {
    return entries.get(0);
  }

  private static void check(List<Entry> entries) {
    Set<String> directories = new HashSet<>();
    RelativePath previous = null;
    for (Entry entry : entries) {
      RelativePath path = entry.path();
      if (previous != null && previous.compareTo(path) >= 0) {
        throw new IllegalArgumentException("twice or out of order in a manifest: " + path);
      }
      previous = path;
      if (!path.isRoot() && !directories.contains(parent(path.value()))) {
        throw new IllegalArgumentException("not in a directory of the manifest: " + path);
      }
      if (entry instanceof Entry.Directory) {
        directories.add(path.value());
      }
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }
}
