package fruix.archive;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Outside judges. */
final class Tool {
  private Tool() {}

  /**
   * Skips the test, saying so, without the program NAME; it must be there where judges are
   * required.
   */
  static void require(String name) {
    boolean found =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    if (!found && "required".equals(System.getenv("FRUIX_JUDGES"))) {
      throw new AssertionError(name + " is missing");
    }
    assumeTrue(found, name + " is missing");
  }

  /** Runs a command in DIRECTORY that must succeed. */
  static void run(Path directory, String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of(command)).directory(directory.toFile()).inheritIO().start();
    int status = process.waitFor();
    if (status != 0) {
      throw new AssertionError(String.join(" ", command) + ": status " + status);
    }
  }
}
