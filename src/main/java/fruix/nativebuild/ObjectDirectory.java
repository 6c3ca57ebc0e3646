package fruix.nativebuild;

import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.LockFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What builds of one object identity leave to those after them: make's objects and which targets
 * are complete. One build at a time has it.
 */
final class ObjectDirectory implements AutoCloseable {
  private static final String DONE = "done";
  private static final String KERNEL = "kernel";
  private static final String MARK = "running";

  private final Path directory;
  private final LockFile file;
  private final LockFile.Held lock;

  private ObjectDirectory(Path directory, LockFile file, LockFile.Held lock) {
    this.directory = directory;
    this.file = file;
    this.lock = lock;
  }

  /** Takes DIRECTORY, which is made if it is missing, as soon as no other build has it. */
  static ObjectDirectory take(Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    LockFile file = LockFile.open(lockFile(directory));
    try {
      ObjectDirectory taken = new ObjectDirectory(directory, file, file.exclusive(0));
      taken.prepare();
      return taken;
    } catch (IOException | InterruptedException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Beside the directory, so that who deletes it can hold the lock. */
  static Path lockFile(Path directory) {
    return directory.resolveSibling(directory.getFileName() + ".lock");
  }

  private void prepare() throws IOException {
    if (Files.exists(mark())) {
      // A build was killed while it wrote, or the machine was switched off: half an object may lie
      // there with the time of a whole one.
      Deletion.deleteTree(directory);
    }
    Files.createDirectories(objects());
    Files.createDirectories(root());
    resource("launch.py");
    resource("enter.sh");
  }

  private void resource(String name) throws IOException {
    try (InputStream in = ObjectDirectory.class.getResourceAsStream("/fruix/nativebuild/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      Files.write(directory.resolve(name), in.readAllBytes());
    }
  }

  Path launcher() {
    return directory.resolve("launch.py");
  }

  Path entrance() {
    return directory.resolve("enter.sh");
  }

  /** There while make runs. */
  Path mark() {
    return directory.resolve(MARK);
  }

  /** Where the root of the private namespace is put together. */
  Path root() {
    return directory.resolve("root");
  }

  /** What make sees at {@link BuildPaths#objects}. */
  Path objects() {
    return directory.resolve("obj");
  }

  /** The source, where no private namespace shows it to make. */
  Path source() {
    return directory.resolve("src");
  }

  /** What one run of make says, until it is over. */
  Path log() {
    return directory.resolve("make.log");
  }

  /** How long targets took. */
  Path timings() {
    return directory.resolveSibling("timings");
  }

  /** The targets that are complete. */
  List<String> done() throws IOException {
    Path list = directory.resolve(DONE);
    return Files.exists(list) ? Files.readAllLines(list) : List.of();
  }

  void addDone(String target) throws IOException {
    List<String> all = new ArrayList<>(done());
    all.remove(target);
    all.add(target);
    Files.write(directory.resolve(DONE), all);
  }

  /** Forgets the kernel of SETTINGS' name if it was built with other settings. */
  void claimKernel(BuildSettings settings) throws IOException {
    Path owner = directory.resolve(KERNEL + "-" + settings.kernconf());
    String identity = settings.kernelIdentity();
    if (Files.exists(owner) && Files.readString(owner).equals(identity)) {
      return;
    }
    List<String> left = done().stream().filter(target -> !target.equals("buildkernel")).toList();
    Files.write(directory.resolve(DONE), left);
    Deletion.deleteTree(settings.kernelObjects().under(objects()));
    Files.write(owner, identity.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try (file) {
      lock.close();
    } catch (IOException e) {
      throw FruixException.io("unlock", directory, e);
    }
  }
}
