package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two builds of one item have different. */
final class ManifestDifference {

  private ManifestDifference() {}

  /** One line for each path that is not the same in FIRST and AGAIN; none for equal manifests. */
  static List<String> of(Manifest first, Manifest again) {
    Map<RelativePath, Entry> a = byPath(first);
    Map<RelativePath, Entry> b = byPath(again);
    TreeSet<RelativePath> paths = new TreeSet<>(a.keySet());
    paths.addAll(b.keySet());
    List<String> lines = new ArrayList<>();
    for (RelativePath path : paths) {
      Entry x = a.get(path);
      Entry y = b.get(path);
      String shown = path.isRoot() ? "." : path.toString();
      if (x == null) {
        lines.add(shown + ": only in the second build");
      } else if (y == null) {
        lines.add(shown + ": only in the first build");
      } else if (!x.equals(y)) {
        lines.add(shown + ": " + what(x, y));
      }
    }
    return lines;
  }

  private static Map<RelativePath, Entry> byPath(Manifest manifest) {
    Map<RelativePath, Entry> entries = new TreeMap<>();
    manifest.entries().forEach(entry -> entries.put(entry.path(), entry));
    return entries;
  }

  private static String what(Entry a, Entry b) {
    if (a.getClass() != b.getClass()) {
      return "another type";
    }
    if (a instanceof Entry.File x && b instanceof Entry.File y && !x.digest().equals(y.digest())) {
      return "other contents (" + x.size() + " and " + y.size() + " bytes)";
    }
    if (a instanceof Entry.Symlink x
        && b instanceof Entry.Symlink y
        && !x.target().equals(y.target())) {
      return "another target (" + x.target() + " and " + y.target() + ")";
    }
    return a.attributes().equals(b.attributes())
        ? "other hard links"
        : "other owner, mode or flags";
  }
}
