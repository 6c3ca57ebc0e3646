package fruix.nativebuild.executor;

import fruix.io.RelativePath;
import fruix.io.SymbolicLinks;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A new directory that a result root is unpacked into. Attributes do not matter: METALOG has them.
 * Safe for what {@link fruix.archive.ArchiveReader} lets through, which has nothing below a link.
 */
final class ResultDirectory implements TreeSink {
  private final Path top;

  /**
   * @param top an empty directory
   */
  ResultDirectory(Path top) {
    this.top = top;
  }

  private Path place(RelativePath path) throws IOException {
    if (!path.isRoot()) {
      Files.createDirectories(path.parent().under(top));
    }
    return path.under(top);
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    Files.createDirectories(path.under(top));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    long copied = Files.copy(content, place(path));
    if (copied != size) {
      throw new IOException("`" + path + "' has " + copied + " bytes instead of " + size);
    }
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    SymbolicLinks.create(place(path), target);
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    Files.createLink(place(path), existing.under(top));
  }
}
