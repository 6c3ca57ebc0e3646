package fruix.nativebuild;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * The directories below {@link BuildPaths#PREFIX}. Everybody may write above them, and what lies in
 * them is built and run: they must be the user's own.
 */
final class SharedPlace {
  private SharedPlace() {}

  /**
   * Makes DIRECTORY and the one that it lies in, unless they are there and this user's or root's.
   */
  static void claim(Path directory) throws IOException {
    UserPrincipal user = user();
    for (Path place : new Path[] {directory.resolveSibling(""), directory}) {
      try {
        Files.createDirectory(
            place,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
      } catch (FileAlreadyExistsException e) {
        demandOwn(place, user);
      }
    }
  }

  private static void demandOwn(Path place, UserPrincipal user) throws IOException {
    PosixFileAttributes found =
        Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()
        || found.permissions().contains(PosixFilePermission.OTHERS_WRITE)
        || !(found.owner().equals(user) || found.owner().getName().equals("root"))) {
      throw FruixException.failed(
          place
              + " is not a directory that "
              + user
              + " alone writes to; "
              + found.owner()
              + " owns it",
          "a build has to have these paths: remove it, or build as its owner");
    }
  }

  /** Whoever this runs as, whatever the user is called. */
  private static UserPrincipal user() throws IOException {
    Path probe = Files.createTempFile("fruix", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }
}
