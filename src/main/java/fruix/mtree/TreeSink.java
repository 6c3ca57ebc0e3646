package fruix.mtree;

import fruix.io.RelativePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Takes a tree, entry by entry. A directory may come before or after what it holds; one that never
 * comes has {@link Attributes#DIRECTORY}. The same path twice is an IOException, except that a
 * directory's attributes may be given once after it was implied.
 */
public interface TreeSink {

  void directory(RelativePath path, Attributes attributes) throws IOException;

  /**
   * Takes a regular file.
   *
   * @param size in bytes; a stream that holds fewer or more is an IOException
   */
  void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException;

  /**
   * Takes a regular file with the contents of SOURCE, a regular file of the host.
   *
   * @param size of SOURCE in bytes, as it was looked at
   */
  default void file(RelativePath path, Attributes attributes, long size, Path source)
      throws IOException {
    try (InputStream in = Files.newInputStream(source, LinkOption.NOFOLLOW_LINKS)) {
      file(path, attributes, size, in);
    }
  }

  void symlink(RelativePath path, Attributes attributes, String target) throws IOException;

  /** Adds PATH as another name of the regular file EXISTING, which came before. */
  void hardlink(RelativePath path, RelativePath existing) throws IOException;
}
