package fruix.nativebuild;

import fruix.build.HostAttributes;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Hands what make installed into a staging directory to an item, with the owners, modes and flags
 * of its METALOG; what that does not list, as certctl's directories, belongs to {@code root:wheel}
 * and has the mode that it has.
 */
final class StageImport implements HostWalk.Visitor {
  static final RelativePath METALOG = new RelativePath("METALOG");

  private final HostAttributes attributes;
  private final TreeSink out;

  private StageImport(HostAttributes attributes, TreeSink out) {
    this.attributes = attributes;
    this.out = out;
  }

  /** Hands over all of STAGE but its METALOG. */
  static void run(Path stage, TreeSink out) throws IOException, InterruptedException {
    HostAttributes attributes = HostAttributes.ofMetalog(stage, METALOG.under(stage));
    HostWalk.run(stage, path -> !path.equals(METALOG), new StageImport(attributes, out));
  }

  private Attributes attributes(HostWalk.Node node) {
    return attributes.of(node.relative(), node.file());
  }

  @Override
  public void directory(HostWalk.Node node) throws IOException {
    out.directory(node.relative(), attributes(node));
  }

  @Override
  public void symlink(HostWalk.Node node, String target) throws IOException {
    out.symlink(node.relative(), attributes(node), target);
  }

  @Override
  public void file(HostWalk.Node node) throws IOException {
    out.file(node.relative(), attributes(node), node.file().size(), node.path());
  }

  @Override
  public void linked(List<HostWalk.Node> names) throws IOException {
    HostWalk.Node first = names.get(0);
    file(first);
    for (HostWalk.Node other : names.subList(1, names.size())) {
      out.hardlink(other.relative(), first.relative());
    }
  }
}
