package fruix.nativebuild;

import fruix.diag.FruixException;
import fruix.process.CommandResult;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a build may know of the machine that it runs on.
 *
 * @param path the user's PATH; only programs named here are looked for there, and no build sees it
 * @param osName as Java names it
 * @param jobs how many jobs make may run
 * @param crossBindir the directory of the compiler, when the user names it
 * @param runner gives a program that is told to end long enough to undo what it has half done
 */
public record NativeHost(
    String path,
    String osName,
    boolean isRoot,
    int jobs,
    Optional<Path> crossBindir,
    ProcessRunner runner) {
  /** Longer than the launcher's own patience. */
  public static final Duration GRACE = Duration.ofSeconds(12);

  private static final Duration SHORT = Duration.ofSeconds(30);

  public boolean isFreeBsd() {
    return osName.equals("FreeBSD");
  }

  BuildSettings.Method method() {
    return isFreeBsd() ? BuildSettings.Method.MAKE : BuildSettings.Method.MAKE_PY;
  }

  /** The executable NAME on the PATH. */
  Optional<Path> find(String name) {
    return directories().map(place -> place.resolve(name)).filter(Files::isExecutable).findFirst();
  }

  /** The directories of the PATH. */
  Stream<Path> directories() {
    return Arrays.stream(path.split(":", -1)).filter(place -> place.startsWith("/")).map(Path::of);
  }

  /** As {@link #find}; an error when it is not there. */
  Path program(String name) {
    return find(name)
        .orElseThrow(
            () ->
                FruixException.failed(
                    "there is no " + name + ", which builds FreeBSD on " + osName,
                    "install it, or put its directory on the PATH"));
  }

  /** Runs a program that ends at once. */
  CommandResult ask(List<String> command) {
    return runner.run(
        CommandSpec.of(command, Path.of("/"), SHORT)
            .withEnvironment(Map.of("PATH", path, "LC_ALL", "C")));
  }

  /**
   * Where a build with object directory ID sees its source and objects: at FreeBSD's own places
   * where this host has private mount namespaces.
   */
  BuildPaths paths(String id) {
    return namespaces() ? BuildPaths.ISOLATED : BuildPaths.shared(id);
  }

  private boolean namespaces() {
    if (!osName.equals("Linux") || find("unshare").isEmpty()) {
      return false;
    }
    List<String> command = new ArrayList<>(namespaceCommand());
    // GNU env has -C since 2018; others of the name have not.
    command.addAll(
        List.of("/usr/bin/env", "-C", "/", "-i", "/bin/sh", "-c", "mount -t tmpfs fruix /mnt"));
    return ask(command).succeeded();
  }

  /** What runs a command in its own mount and process namespaces. */
  List<String> namespaceCommand() {
    List<String> command = new ArrayList<>();
    command.add(program("unshare").toString());
    if (!isRoot) {
      command.add("--map-root-user");
    }
    command.addAll(List.of("--mount", "--pid", "--fork", "--kill-child"));
    return command;
  }

  /** PATH with all links resolved, or as it is. */
  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }
}
