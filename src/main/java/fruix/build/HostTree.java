package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A directory tree of the host, such as a FreeBSD root or the prefix of a package, that parts are
 * staged from. Open it once for all of its packages: its METALOG is read once.
 */
public final class HostTree {
  private final Path root;
  private final Optional<RelativePath> metalogInside;
  private final HostAttributes attributes;

  private HostTree(Path root, Optional<RelativePath> metalogInside, HostAttributes attributes) {
    this.root = root;
    this.metalogInside = metalogInside;
    this.attributes = attributes;
  }

  /**
   * The tree at ROOT, which may be a link to it.
   *
   * @param metalog the file that lists its owners, modes and flags; if empty, {@code METALOG} in
   *     ROOT when there is one
   */
  public static HostTree open(Path root, Optional<Path> metalog) {
    if (!Files.isDirectory(root)) {
      throw new FruixException(
          Diagnostic.of(ExitCode.DECLARATION, "there is no directory tree at " + root));
    }
    return openReal(real(root), metalog);
  }

  /** What PATH, which is there, leads to, all links followed. */
  public static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw FruixException.io("follow", path, e);
    }
  }

  private static HostTree openReal(Path root, Optional<Path> metalog) {
    if (metalog.isPresent()) {
      return new HostTree(root, Optional.empty(), HostAttributes.ofMetalog(root, metalog.get()));
    }
    if (HostAttributes.hasMetalog(root)) {
      Path place = HostAttributes.standardPlace(root);
      return new HostTree(
          root,
          Optional.of(new RelativePath(String.valueOf(place.getFileName()))),
          HostAttributes.ofMetalog(root, place));
    }
    return new HostTree(root, Optional.empty(), HostAttributes.ofInodes(root));
  }

  public Path root() {
    return root;
  }

  /**
   * Looks at what RULES take and remembers it; STORE may know digests from an earlier look. An
   * error with exit status 3 names each required path that is missing, with NAME, the package that
   * wants it, and the root.
   */
  public StagedTree scan(String name, PathRules rules, Store store) {
    Selection selection =
        new Selection(
            path ->
                !metalogInside.filter(path::equals).isPresent()
                    && (rules.takes(path, true)
                        || rules.takes(path, false)
                        || rules.mayTakeBelow(path)),
            attributes);
    Manifest seen = store.manifestOf(root, name, selection);
    ItemSelection chosen = ItemSelection.of(seen, RelativePath.ROOT, rules);
    if (!chosen.unmet().isEmpty()) {
      throw missing(name, chosen.unmet());
    }
    List<Entry> entries = new ArrayList<>(chosen.entries().values());
    if (entries.isEmpty()) {
      entries.add(seen.root());
    }
    return new StagedTree(root, Manifest.of(entries), rules);
  }

  private FruixException missing(String name, List<String> paths) {
    return new FruixException(
        Diagnostic.of(
                ExitCode.DECLARATION,
                "package `"
                    + name
                    + "' needs "
                    + String.join(", ", paths)
                    + ", which "
                    + (paths.size() == 1 ? "is" : "are")
                    + " not in "
                    + root)
            .withHint("is " + root + " the root of a FreeBSD system?"));
  }
}
