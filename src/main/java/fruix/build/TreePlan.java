package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.TreeSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree that is put together from several places before a byte of it is written, so that every
 * conflict is found first and all are reported at once. {@link #add} and {@link #copy} in any
 * order, then {@link #write}.
 */
final class TreePlan {

  /**
   * @param origin what asked for it, as errors name it
   */
  private record Placed(String origin, TreeNode node) {}

  private final String builder;
  private final TreeMap<RelativePath, Placed> nodes = new TreeMap<>();
  private final List<String> conflicts = new ArrayList<>();
  private final Map<RelativePath, String> undecided = new TreeMap<>();

  /**
   * @param builder which errors start with
   */
  TreePlan(String builder) {
    this.builder = builder;
  }

  /** Puts NODE at PATH for ORIGIN. */
  void add(RelativePath path, TreeNode node, String origin) {
    Placed old = nodes.get(path);
    if (old == null) {
      nodes.put(path, new Placed(origin, node));
    } else if (old.node() instanceof TreeNode.Directory a && node instanceof TreeNode.Directory b) {
      if (a.decided() == b.decided() && !a.attributes().equals(b.attributes())) {
        String text = conflict(path, old.origin(), origin) + " with different attributes";
        if (a.decided()) {
          conflicts.add(text);
        } else {
          undecided.putIfAbsent(path, text);
        }
      } else if (b.decided()) {
        nodes.put(path, new Placed(origin, node));
      }
    } else {
      conflicts.add(conflict(path, old.origin(), origin));
    }
  }

  private static String conflict(RelativePath path, String first, String second) {
    String shown = path.isRoot() ? "the item itself" : "`" + path + "'";
    return shown + " comes from " + first + " and from " + second;
  }

  /** Directories that nobody decided on, where copies disagree. */
  private void checkUndecided() {
    undecided.forEach(
        (path, text) -> {
          Placed placed = nodes.get(path);
          if (placed != null && placed.node() instanceof TreeNode.Directory d && !d.decided()) {
            conflicts.add(text);
          }
        });
  }

  /**
   * Puts what RULES take of an item at TO, for ORIGIN, with attributes and hard links.
   *
   * @param manifest of the item
   * @param root where the item lies on disk
   * @param from what in the item
   * @return the required patterns that match nothing
   */
  List<String> copy(
      Manifest manifest,
      Path root,
      RelativePath from,
      RelativePath to,
      PathRules rules,
      String origin) {
    ItemSelection selection = ItemSelection.of(manifest, from, rules);
    Map<Integer, RelativePath> groups = new HashMap<>();
    selection
        .entries()
        .forEach(
            (below, entry) -> add(join(to, below), node(entry, root, to, below, groups), origin));
    return selection.unmet();
  }

  private static TreeNode node(
      Entry entry,
      Path root,
      RelativePath to,
      RelativePath below,
      Map<Integer, RelativePath> groups) {
    if (entry instanceof Entry.Directory directory) {
      return new TreeNode.Directory(directory.attributes(), false);
    }
    if (entry instanceof Entry.Symlink link) {
      return new TreeNode.Symlink(link.attributes(), link.target());
    }
    Entry.File file = (Entry.File) entry;
    RelativePath place = join(to, below);
    RelativePath first = file.linkGroup() == 0 ? null : groups.putIfAbsent(file.linkGroup(), place);
    return first == null
        ? new TreeNode.Copy(file.attributes(), file.size(), file.path().under(root))
        : new TreeNode.Hardlink(first);
  }

  private static RelativePath join(RelativePath a, RelativePath b) {
    return b.isRoot() ? a : a.resolve(b.value());
  }

  /** Hands the tree to SINK; throws, before anything is handed over, when it has conflicts. */
  void write(TreeSink sink) throws IOException {
    Map<RelativePath, RelativePath> links = resolveHardlinks();
    checkParents();
    checkUndecided();
    if (nodes.isEmpty()) {
      add(RelativePath.ROOT, new TreeNode.Directory(Attributes.DIRECTORY, false), "an empty list");
    }
    if (!conflicts.isEmpty()) {
      throw new FruixException(
          conflicts.stream()
              .map(text -> Diagnostic.of(ExitCode.BUILD, builder + ": " + text))
              .toList(),
          null);
    }
    for (Map.Entry<RelativePath, Placed> placed : nodes.entrySet()) {
      write(sink, placed.getKey(), placed.getValue().node());
    }
    for (Map.Entry<RelativePath, RelativePath> link : links.entrySet()) {
      sink.hardlink(link.getKey(), link.getValue());
    }
  }

  private static void write(TreeSink sink, RelativePath path, TreeNode node) throws IOException {
    if (node instanceof TreeNode.Directory directory) {
      sink.directory(path, directory.attributes());
    } else if (node instanceof TreeNode.Symlink link) {
      sink.symlink(path, link.attributes(), link.target());
    } else if (node instanceof TreeNode.Text text) {
      sink.file(
          path, text.attributes(), text.bytes().length, new ByteArrayInputStream(text.bytes()));
    } else if (node instanceof TreeNode.Copy copy) {
      try (InputStream in = Files.newInputStream(copy.from())) {
        sink.file(path, copy.attributes(), copy.size(), in);
      }
    }
  }

  private void checkParents() {
    for (Map.Entry<RelativePath, Placed> placed : nodes.entrySet()) {
      RelativePath path = placed.getKey();
      while (!path.isRoot()) {
        path = path.parent();
        Placed parent = nodes.get(path);
        if (parent != null && !(parent.node() instanceof TreeNode.Directory)) {
          conflicts.add(
              conflict(path, parent.origin(), placed.getValue().origin())
                  + " as the directory of `"
                  + placed.getKey()
                  + "'");
          break;
        }
      }
    }
  }

  /** The regular file that each hard link leads to, in the order of the links. */
  private Map<RelativePath, RelativePath> resolveHardlinks() {
    Map<RelativePath, RelativePath> resolved = new LinkedHashMap<>();
    for (Map.Entry<RelativePath, Placed> placed : nodes.entrySet()) {
      if (!(placed.getValue().node() instanceof TreeNode.Hardlink link)) {
        continue;
      }
      RelativePath target = followHardlinks(link);
      Placed end = target == null ? null : nodes.get(target);
      if (target != null
          && end != null
          && (end.node() instanceof TreeNode.Text || end.node() instanceof TreeNode.Copy)) {
        resolved.put(placed.getKey(), target);
      } else {
        conflicts.add(
            placed.getValue().origin()
                + " makes `"
                + placed.getKey()
                + "' a hard link to `"
                + link.existing()
                + "', which is not a regular file here");
      }
    }
    return resolved;
  }

  /** Where LINK leads in the end; null for a circle. */
  private @Nullable RelativePath followHardlinks(TreeNode.Hardlink link) {
    RelativePath target = link.existing();
    for (int steps = 0; steps <= nodes.size(); steps++) {
      Placed next = nodes.get(target);
      if (next == null || !(next.node() instanceof TreeNode.Hardlink further)) {
        return target;
      }
      target = further.existing();
    }
    return null;
  }
}
