package fruix.image;

import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where a writer takes the contents of the regular files from. */
@FunctionalInterface
public interface FileContent {

  /**
   * Opens the file at PATH of the tree, from its first byte; called from several threads at once.
   * Of a file with several names any one is asked for.
   */
  ReadableByteChannel open(RelativePath path) throws IOException;

  /** The files of the tree at DIRECTORY on this machine; a symbolic link is never followed. */
  static FileContent under(Path directory) {
    return path ->
        FileChannel.open(path.under(directory), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }
}
