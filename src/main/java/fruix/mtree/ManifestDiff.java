package fruix.mtree;

import fruix.io.RelativePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two manifests. */
public final class ManifestDiff {

  private ManifestDiff() {}

  /** What leads from BEFORE to AFTER, sorted by path; empty exactly when they are equal. */
  public static List<Change> between(Manifest before, Manifest after) {
    Map<RelativePath, Entry> old = byPath(before);
    Map<RelativePath, Entry> young = byPath(after);
    TreeSet<RelativePath> paths = new TreeSet<>(old.keySet());
    paths.addAll(young.keySet());
    List<Change> changes = new ArrayList<>();
    for (RelativePath path : paths) {
      Entry from = old.get(path);
      Entry to = young.get(path);
      if (from == null && to != null) {
        changes.add(new Change.Added(to));
      } else if (from != null && to == null) {
        changes.add(new Change.Removed(from));
      } else if (from != null && to != null && !from.equals(to)) {
        changes.add(new Change.Changed(from, to, details(from, to)));
      }
    }
    return changes;
  }

  private static Map<RelativePath, Entry> byPath(Manifest manifest) {
    Map<RelativePath, Entry> entries = new TreeMap<>();
    manifest.entries().forEach(entry -> entries.put(entry.path(), entry));
    return entries;
  }

  private static List<String> details(Entry from, Entry to) {
    List<String> details = new ArrayList<>();
    add(details, "type", type(from), type(to));
    Attributes a = from.attributes();
    Attributes b = to.attributes();
    add(details, "mode", mode(a), mode(b));
    add(details, "uid", a.owner().uid(), b.owner().uid());
    add(details, "gid", a.owner().gid(), b.owner().gid());
    add(details, "flags", orNone(a.flags()), orNone(b.flags()));
    if (from instanceof Entry.File f && to instanceof Entry.File t) {
      add(details, "size", f.size(), t.size());
      add(details, "sha256", f.digest(), t.digest());
      add(details, "hard link group", group(f), group(t));
    } else if (from instanceof Entry.Symlink f && to instanceof Entry.Symlink t) {
      add(details, "target", f.target(), t.target());
    }
    return details;
  }

  private static void add(List<String> details, String what, Object from, Object to) {
    if (!Objects.equals(from, to)) {
      details.add(what + " " + from + " -> " + to);
    }
  }

  private static String type(Entry entry) {
    if (entry instanceof Entry.Directory) {
      return "directory";
    }
    return entry instanceof Entry.File ? "file" : "symbolic link";
  }

  private static String mode(Attributes attributes) {
    return String.format("%04o", attributes.mode());
  }

  private static String orNone(String flags) {
    return flags.isEmpty() ? "none" : flags;
  }

  private static String group(Entry.File file) {
    return file.linkGroup() == 0 ? "none" : Integer.toString(file.linkGroup());
  }
}
