package fruix.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Deletes trees; never follows a symbolic link, and does not mind others deleting the same. */
public final class Deletion {

  private Deletion() {}

  /** {@link #deleteTree} of each of TOPS, on several threads. */
  public static void deleteTrees(List<Path> tops) throws IOException, InterruptedException {
    Parallel.forEach(tops, Deletion::deleteTree);
  }

  /** Deletes TOP, if it is there, and all that it holds, read-only directories too. */
  public static void deleteTree(Path top) throws IOException {
    boolean gone =
        Files.isDirectory(top, LinkOption.NOFOLLOW_LINKS)
            ? deleteDirectory(top.toFile())
            : top.toFile().delete();
    if (!gone) {
      deleteCarefully(top);
    }
  }

  /** Deletes the file, link or empty directory PATH if it is there. */
  public static void deleteIfExists(Path path) throws IOException {
    // One system call, not two; but no word of what failed.
    if (!path.toFile().delete()) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Deletes DIRECTORY, which is one, with few system calls and no exceptions; false when anything
   * of it is still there.
   */
  private static boolean deleteDirectory(File directory) {
    boolean writable = directory.canWrite() || directory.setWritable(true);
    String[] names = writable ? directory.list() : null;
    if (names == null) {
      return false;
    }
    for (String name : names) {
      File child = new File(directory, name);
      if (name.indexOf(HostName.REPLACEMENT) >= 0) {
        return false;
      }
      if (!child.delete()
          && Files.isDirectory(child.toPath(), LinkOption.NOFOLLOW_LINKS)
          && !deleteDirectory(child)) {
        return false;
      }
    }
    return directory.delete();
  }

  /** Deletes TOP whatever names and modes it meets, or says what is in the way. */
  private static void deleteCarefully(Path top) throws IOException {
    try {
      Files.deleteIfExists(top);
    } catch (DirectoryNotEmptyException e) {
      for (Path child : children(top)) {
        deleteTree(child);
      }
      Files.deleteIfExists(top);
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try {
      if (!Files.isWritable(directory)) {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      }
      List<Path> children = new ArrayList<>();
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
        stream.forEach(children::add);
      }
      return children;
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (AccessDeniedException e) {
      throw new IOException("permission denied: " + directory, e);
    }
  }
}
