package fruix.source;

import fruix.archive.ArchiveReader;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.TreeSet;

/** A source tree in a tar archive, at the top or in a directory of it. */
final class SourceArchive {
  /** Where FreeBSD's own src.txz has it. */
  private static final String RELEASE_ROOT = "usr/src";

  private final Path file;
  private final ArchiveReader reader;

  /**
   * @param threads for decompression; they do not change what comes out
   */
  SourceArchive(Path file, int threads) {
    this.file = file;
    this.reader = new ArchiveReader(threads);
  }

  /**
   * Where the tree is: {@code usr/src}, as in a release, the only directory at the top, as the
   * forges have it, or the top; an error when there is none.
   */
  RelativePath root() throws IOException {
    TreeSet<RelativePath> roots = new TreeSet<>();
    reader.read(
        file,
        path -> {
          if (isNewvers(path)) {
            roots.add(root(path));
          }
          return false;
        },
        new Nothing());
    roots.removeIf(root -> root.value().indexOf('/') >= 0 && !root.value().equals(RELEASE_ROOT));
    if (roots.isEmpty()) {
      throw MaterializeSourceBuilder.failure(
          "no FreeBSD source tree in the archive: it has no " + SourceLayout.NEWVERS,
          "the tree may lie at the top of the archive, in usr/src or in one directory");
    }
    return roots.first();
  }

  private static boolean isNewvers(RelativePath path) {
    return path.equals(SourceLayout.NEWVERS) || path.value().endsWith("/" + SourceLayout.NEWVERS);
  }

  private static RelativePath root(RelativePath newvers) {
    return newvers.parent().parent().parent();
  }

  /** Hands what lies below ROOT to SINK, all but the data of version control systems. */
  void read(RelativePath root, TreeSink sink) throws IOException {
    reader.read(file, path -> root.contains(path) && !SourceLayout.isVersionControl(path), sink);
  }

  /** Is never given anything. */
  private static final class Nothing implements TreeSink {
    @Override
    public void directory(RelativePath path, Attributes attributes) {}

    @Override
    public void file(RelativePath path, Attributes attributes, long size, InputStream content) {}

    @Override
    public void symlink(RelativePath path, Attributes attributes, String target) {}

    @Override
    public void hardlink(RelativePath path, RelativePath existing) {}
  }
}
