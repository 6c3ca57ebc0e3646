package fruix.deploy.install;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Finds what a user has named as the target: a path, {@code label:NAME} or {@code serial:NUMBER}.
 */
public final class TargetFinder {
  private static final String LABEL = "label:";
  private static final String SERIAL = "serial:";
  private static final Path DEV = Path.of("/dev");

  /** Where Linux has a file system for everybody. */
  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  private final Path directory;
  private final Path store;
  private final Disks disks;

  /**
   * @param directory what relative paths are taken from
   * @param store the physical directory of the store, in which nothing may be written
   */
  public TargetFinder(Path directory, Path store, Disks disks) {
    this.directory = directory;
    this.store = store;
    this.disks = disks;
  }

  /** The target TEXT; a diagnostic when it is nothing that could be installed on. */
  public Target find(String text) {
    if (text.startsWith(LABEL)) {
      return at(only(text, disks.labelled(text.substring(LABEL.length()))));
    }
    if (text.startsWith(SERIAL)) {
      return at(only(text, disks.withSerial(text.substring(SERIAL.length()))));
    }
    return at(directory.resolve(text).normalize());
  }

  private static Path only(String text, List<Path> found) {
    if (found.isEmpty()) {
      throw FruixException.failed("there is no disk `" + text + "'");
    }
    if (found.size() > 1) {
      String all = String.join(", ", found.stream().map(Path::toString).toList());
      throw FruixException.failed("more than one disk is `" + text + "': " + all);
    }
    return found.get(0);
  }

  private Target at(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return newFile(path);
    }
    if (!Files.exists(path)) {
      throw FruixException.failed(path + " is a link that leads to nothing");
    }
    Path real = real(path);
    if (Files.isDirectory(real)) {
      throw FruixException.failed(
          path + " is a directory", "name a file in it: --target " + path.resolve("disk.img"));
    }
    refuseStore(real);
    if (!Files.isRegularFile(real)) {
      return Target.disk(disks.at(real));
    }
    try {
      return Target.file(real, Files.size(real), !Files.isWritable(real), disks.uses(real));
    } catch (IOException e) {
      throw FruixException.io("look at", real, e);
    }
  }

  private Target newFile(Path path) {
    // A mistyped disk, not a file to be made beside the disks.
    if (path.startsWith(DEV) && !path.startsWith(SHARED_MEMORY)) {
      throw FruixException.failed("there is no device " + path);
    }
    Path file = real(Objects.requireNonNull(path.getParent())).resolve(path.getFileName());
    refuseStore(file);
    return Target.newFile(file);
  }

  private void refuseStore(Path file) {
    if (Files.exists(store) && file.startsWith(real(store))) {
      throw FruixException.failed(
          file + " is in the store, which nothing but a build writes to",
          "name a file outside " + store);
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      throw FruixException.io("find", path, e);
    }
  }
}
