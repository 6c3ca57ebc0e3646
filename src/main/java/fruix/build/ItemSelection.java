package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What rules take of an item, by path below the place that the rules are anchored at.
 *
 * @param unmet the required patterns that match nothing
 */
record ItemSelection(Map<RelativePath, Entry> entries, List<String> unmet) {

  /** Applies RULES to what lies at FROM in the item of MANIFEST; empty if nothing lies there. */
  static ItemSelection of(Manifest manifest, RelativePath from, PathRules rules) {
    TreeMap<RelativePath, Entry> all = new TreeMap<>();
    TreeMap<RelativePath, Entry> entries = new TreeMap<>();
    TreeMap<RelativePath, Boolean> taken = new TreeMap<>();
    for (Entry entry : manifest.entries()) {
      if (!from.contains(entry.path())) {
        continue;
      }
      RelativePath below = below(from, entry.path());
      boolean directory = entry instanceof Entry.Directory;
      all.put(below, entry);
      // Naming no pattern takes the root too; a pattern cannot name it.
      if (rules.takes(below, directory)) {
        taken.put(below, directory);
        entries.put(below, entry);
      }
    }
    taken.keySet().forEach(path -> addParents(path, all, entries));
    return new ItemSelection(entries, rules.unmet(taken));
  }

  private static void addParents(
      RelativePath path, Map<RelativePath, Entry> all, Map<RelativePath, Entry> entries) {
    RelativePath at = path;
    while (!at.isRoot()) {
      at = at.parent();
      Entry parent = all.get(at);
      if (parent == null || entries.putIfAbsent(at, parent) != null) {
        return;
      }
    }
  }

  static RelativePath below(RelativePath from, RelativePath path) {
    if (from.isRoot()) {
      return path;
    }
    return path.equals(from)
        ? RelativePath.ROOT
        : new RelativePath(path.value().substring(from.value().length() + 1));
  }
}
