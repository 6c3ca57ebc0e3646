package fruix.store;

import fruix.hash.Sha256;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.io.IOException;
import java.util.List;

/** Copies a host tree into an item. */
final class TreeImport implements HostWalk.Visitor {

  /** Is told how the import goes, by several threads. */
  @FunctionalInterface
  interface Watcher {
    /** The digest of a regular file that was read. */
    void digest(HostWalk.Node node, Sha256 digest);

    /** That so many more bytes were copied. */
    default void copied(long bytes) {}
  }

  private final ItemWriter out;
  private final RelativePath at;
  private final Selection selection;
  private final Watcher watcher;

  TreeImport(ItemWriter out, RelativePath at, Selection selection, Watcher watcher) {
    this.out = out;
    this.at = at;
    this.selection = selection;
    this.watcher = watcher;
  }

  private RelativePath target(HostWalk.Node node) {
    if (node.relative().isRoot()) {
      return at;
    }
    return at.isRoot() ? node.relative() : at.resolve(node.relative().value());
  }

  private Attributes attributes(HostWalk.Node node) {
    return selection.attributes().of(node.relative(), node.file());
  }

  @Override
  public void directory(HostWalk.Node node) throws IOException {
    out.directory(target(node), attributes(node));
  }

  @Override
  public void symlink(HostWalk.Node node, String target) throws IOException {
    out.symlink(target(node), attributes(node), target);
  }

  @Override
  public void file(HostWalk.Node node) throws IOException {
    Sha256 digest =
        out.file(target(node), attributes(node), node.path(), node.file().size(), watcher::copied);
    watcher.digest(node, digest);
  }

  @Override
  public void linked(List<HostWalk.Node> names) throws IOException {
    HostWalk.Node first = names.get(0);
    file(first);
    for (HostWalk.Node other : names.subList(1, names.size())) {
      out.hardlink(target(other), target(first));
    }
  }
}
