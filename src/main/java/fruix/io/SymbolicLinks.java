package fruix.io;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Symbolic links with exactly the text that is asked for. */
public final class SymbolicLinks {

  private SymbolicLinks() {}

  /** Makes LINK, which must not exist, with the text TARGET. */
  public static void create(Path link, String target) throws IOException {
    Path path = link.getFileSystem().getPath(target);
    if (path.toString().equals(target)) {
      Files.createSymbolicLink(link, path);
    } else {
      createUnusual(link, target);
    }
  }

  /** Java drops slashes that are not needed, as in {@code a//b} and {@code a/}; ln does not. */
  private static void createUnusual(Path link, String target) throws IOException {
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(link.toString());
    }
    try {
      HostCommand.run(List.of("ln", "-s", "--", target, link.toString()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
