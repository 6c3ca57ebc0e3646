package fruix.deploy;

import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory that a root tree is being written to. As long as the tree is not whole a file in it
 * says so; whoever writes holds that file's lock. So a tree that a killed run left half-written is
 * known for one, by people and by the next run, which starts it anew.
 */
final class RootfsTarget implements AutoCloseable {
  /** The file that says that the tree is not whole. */
  static final String MARKER = ".fruix-incomplete";

  private final Path directory;
  private final LockFile locks;
  private final LockFile.Held lock;

  private RootfsTarget(Path directory, LockFile locks, LockFile.Held lock) {
    this.directory = directory;
    this.locks = locks;
    this.lock = lock;
  }

  /** Takes DIRECTORY, which must be absent, empty, or half-written by a run that has ended. */
  static RootfsTarget take(Path directory) throws IOException {
    Path real = Files.createDirectories(real(directory));
    List<Path> present = list(real);
    if (!present.isEmpty() && !present.contains(real.resolve(MARKER))) {
      throw FruixException.failed(
          directory + " is not empty", "give a directory that does not exist, or an empty one");
    }
    LockFile locks = LockFile.open(real.resolve(MARKER));
    LockFile.Held lock = locks.tryExclusive(0);
    if (lock == null) {
      locks.close();
      throw FruixException.failed("another run of fruix is writing to " + directory);
    }
    RootfsTarget target = new RootfsTarget(real, locks, lock);
    try {
      target.clear();
      return target;
    } catch (IOException e) {
      target.close();
      throw e;
    }
  }

  /** DIRECTORY without links, if it is there. */
  private static Path real(Path directory) throws IOException {
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw FruixException.failed(directory + " is not a directory");
    }
    return Files.exists(directory) ? directory.toRealPath() : directory.toAbsolutePath();
  }

  private static List<Path> list(Path directory) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    }
    return children;
  }

  private void clear() throws IOException {
    for (Path child : list(directory)) {
      if (!child.equals(directory.resolve(MARKER))) {
        Deletion.deleteTree(child);
      }
    }
  }

  Path directory() {
    return directory;
  }

  /** Says that the tree is whole. */
  void finish() throws IOException {
    Files.delete(directory.resolve(MARKER));
    Files.setLastModifiedTime(directory, RootfsAttributes.TIME);
  }

  @Override
  public void close() throws IOException {
    lock.close();
    locks.close();
  }
}
