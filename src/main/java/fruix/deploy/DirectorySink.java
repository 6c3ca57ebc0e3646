package fruix.deploy;

import fruix.io.RelativePath;
import fruix.io.SymbolicLinks;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * Fills a new directory on this machine. Everything is created anew, so that nothing is ever
 * reached through a link of the tree's own; what the host cannot have of the attributes without
 * root is left out.
 */
public final class DirectorySink implements TreeSink, AutoCloseable {
  private final Path top;
  private final RootfsAttributes physical;
  private final Deque<Map.Entry<Path, Attributes>> directories = new ArrayDeque<>();

  /**
   * @param top which must not exist
   * @param owners whether owners and set-uid bits are applied, which needs root
   */
  public DirectorySink(Path top, boolean owners) {
    this.top = top;
    this.physical = new RootfsAttributes(owners);
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    Path directory = path.under(top);
    Files.createDirectory(directory);
    directories.push(Map.entry(directory, attributes));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    Path file = path.under(top);
    long copied = Files.copy(content, file);
    if (copied != size) {
      throw new IOException("it has " + copied + " bytes instead of " + size);
    }
    physical.applyToFile(file, attributes);
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    Path link = path.under(top);
    SymbolicLinks.create(link, target);
    physical.applyToSymlink(link, attributes);
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    Files.createLink(path.under(top), existing.under(top));
  }

  /** Gives the directories their attributes, the innermost first. */
  @Override
  public void close() throws IOException {
    while (!directories.isEmpty()) {
      Map.Entry<Path, Attributes> directory = directories.pop();
      physical.applyToDirectory(directory.getKey(), directory.getValue());
    }
  }
}
