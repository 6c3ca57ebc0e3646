package fruix.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writing so that it is still there after the power fails. */
public final class Durable {

  private Durable() {}

  /**
   * Replaces TARGET by BYTES at one instant, by way of the file TEMPORARY in the same directory,
   * and returns when that is on the disk.
   */
  public static void replace(Path target, Path temporary, byte[] bytes) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    } catch (IOException e) {
      deleteQuietly(temporary, e);
      throw e;
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(target);
  }

  /** Makes the names in the directory that holds PATH permanent. */
  public static void forceDirectory(Path path) throws IOException {
    Path parent = path.toAbsolutePath().getParent();
    if (parent != null) {
      force(parent);
    }
  }

  /** Returns when what PATH, a file or a directory, holds is on the disk. */
  public static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void deleteQuietly(Path path, IOException because) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
