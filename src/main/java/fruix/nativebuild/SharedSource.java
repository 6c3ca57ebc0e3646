package fruix.nativebuild;

import fruix.io.Deletion;
import fruix.io.HostWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A copy of the source at a fixed place, for hosts where make cannot be shown the store's own. */
final class SharedSource implements HostWalk.Visitor {
  private final Path top;

  private SharedSource(Path top) {
    this.top = top;
  }

  /** Makes PLACE a copy of SOURCE, unless it is one already; returns it. */
  static Path put(Path source, Path place) throws IOException, InterruptedException {
    if (Files.exists(place)) {
      return place;
    }
    Path part = place.resolveSibling(place.getFileName() + ".part");
    Deletion.deleteTree(part);
    HostWalk.run(source, path -> true, new SharedSource(part));
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    return place;
  }

  @Override
  public void directory(HostWalk.Node node) throws IOException {
    Files.createDirectories(node.relative().under(top));
  }

  @Override
  public void symlink(HostWalk.Node node, String target) throws IOException {
    Files.createSymbolicLink(node.relative().under(top), Path.of(target));
  }

  @Override
  public void file(HostWalk.Node node) throws IOException {
    Files.copy(node.path(), node.relative().under(top), StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Override
  public void linked(List<HostWalk.Node> names) throws IOException {
    for (HostWalk.Node name : names) {
      file(name);
    }
  }
}
