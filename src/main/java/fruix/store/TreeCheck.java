package fruix.store;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares a walk through an item with the item's manifest. */
final class TreeCheck implements HostWalk.Visitor {
  private final Map<RelativePath, Entry> expected = new HashMap<>();
  private final Map<Integer, Integer> groupSizes = new HashMap<>();
  private final PhysicalAttributes physical;
  private final Set<RelativePath> met = ConcurrentHashMap.newKeySet();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();
  private final Queue<FileCopier> idle = new ConcurrentLinkedQueue<>();

  TreeCheck(Manifest manifest, PhysicalAttributes physical) {
    this.physical = physical;
    for (Entry entry : manifest.entries()) {
      expected.put(entry.path(), entry);
      if (entry instanceof Entry.File file && file.linkGroup() != 0) {
        groupSizes.merge(file.linkGroup(), 1, Integer::sum);
      }
    }
  }

  void report(String what) {
    problems.add(what);
  }

  private void report(RelativePath path, String what) {
    report((path.isRoot() ? "." : path) + ": " + what);
  }

  /** What was found so far, sorted. */
  List<String> problems() {
    return problems.stream().sorted().toList();
  }

  /** Reports what the walk, which is over, has not met. */
  void reportMissing() {
    for (RelativePath path : expected.keySet()) {
      if (!met.contains(path)) {
        report(path, "it is missing");
      }
    }
  }

  /** How the host tells the flags of files, one text for each. */
  interface Flags {
    List<String> of(List<Path> files) throws IOException, InterruptedException;
  }

  /** After the walk through TOP: compares the flags of what it met, where the host has them. */
  void checkFlags(Path top, Flags flags) throws IOException, InterruptedException {
    if (!physical.flags()) {
      return;
    }
    List<RelativePath> paths = met.stream().filter(expected::containsKey).sorted().toList();
    List<String> actual = flags.of(paths.stream().map(path -> path.under(top)).toList());
    for (int i = 0; i < paths.size(); i++) {
      String wanted = Objects.requireNonNull(expected.get(paths.get(i))).attributes().flags();
      if (!lasting(actual.get(i)).equals(lasting(wanted))) {
        report(paths.get(i), "its flags are " + name(actual.get(i)) + ", not " + name(wanted));
      }
    }
  }

  /** FLAGS without the one that ZFS sets by itself whenever a file changes. */
  private static Set<String> lasting(String flags) {
    Set<String> lasting = new HashSet<>(List.of(flags.split(",", -1)));
    lasting.remove("uarch");
    lasting.remove("");
    return lasting;
  }

  private static String name(String flags) {
    return flags.isEmpty() ? "none" : flags;
  }

  @Override
  public void directory(HostWalk.Node node) {
    if (entry(node) instanceof Entry.Directory entry) {
      checkOwner(node, entry.attributes());
      checkMode(node, physical.directoryMode(entry.attributes()));
    } else {
      unexpected(node);
    }
  }

  @Override
  public void symlink(HostWalk.Node node, String target) {
    if (entry(node) instanceof Entry.Symlink entry) {
      checkOwner(node, entry.attributes());
      if (!target.equals(entry.target())) {
        report(node.relative(), "it points to " + target + ", not " + entry.target());
      }
    } else {
      unexpected(node);
    }
  }

  @Override
  public void file(HostWalk.Node node) {
    if (!(entry(node) instanceof Entry.File entry)) {
      unexpected(node);
      return;
    }
    if (entry.linkGroup() != 0) {
      report(node.relative(), "it is no longer a hard link");
    }
    checkFile(node, entry);
  }

  @Override
  public void linked(List<HostWalk.Node> names) {
    Set<Integer> groups =
        names.stream()
            .map(this::entry)
            .map(entry -> entry instanceof Entry.File file ? file.linkGroup() : 0)
            .collect(Collectors.toSet());
    Integer group = groups.iterator().next();
    if (groups.size() != 1 || group == 0 || groupSizes.getOrDefault(group, 0) != names.size()) {
      report(names.get(0).relative(), "its hard links are not those of the manifest");
    }
    for (HostWalk.Node name : names) {
      if (entry(name) instanceof Entry.File entry) {
        checkFile(name, entry);
      } else {
        unexpected(name);
      }
    }
  }

  private @Nullable Entry entry(HostWalk.Node node) {
    met.add(node.relative());
    return expected.get(node.relative());
  }

  private void unexpected(HostWalk.Node node) {
    boolean known = expected.containsKey(node.relative());
    report(
        node.relative(),
        known ? "it is a " + node.file().kind() + " now" : "it does not belong there");
  }

  private void checkFile(HostWalk.Node node, Entry.File entry) {
    checkOwner(node, entry.attributes());
    checkMode(node, physical.mode(entry.attributes()));
    if (node.file().size() != entry.size()) {
      report(node.relative(), "it has " + node.file().size() + " bytes instead of " + entry.size());
      return;
    }
    FileCopier idler = idle.poll();
    FileCopier copier = idler == null ? new FileCopier(null) : idler;
    try {
      Sha256 digest = copier.hash(node.path(), entry.size());
      if (!digest.equals(entry.digest())) {
        report(node.relative(), "its contents changed");
      }
    } catch (IOException e) {
      report(node.relative(), "it cannot be read: " + e);
    }
    copier.reset();
    idle.add(copier);
  }

  private void checkMode(HostWalk.Node node, int mode) {
    if (node.file().mode() != mode) {
      report(
          node.relative(), String.format("its mode is %04o, not %04o", node.file().mode(), mode));
    }
  }

  private void checkOwner(HostWalk.Node node, Attributes attributes) {
    HostFile file = node.file();
    long uid = attributes.owner().uid();
    long gid = attributes.owner().gid();
    if (physical.owners() && (file.uid() != uid || file.gid() != gid)) {
      report(
          node.relative(),
          "its owner is " + file.uid() + ":" + file.gid() + ", not " + uid + ":" + gid);
    }
  }
}
