package fruix.io;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A command of the host's base system that does what Java has no call for. Not for builds: those
 * run programs through {@code fruix.process}.
 */
public final class HostCommand {

  private HostCommand() {}

  /**
   * Runs COMMAND to its end and tells what it wrote; an IOException with its first line of output
   * when it fails.
   */
  public static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try (InputStream output = process.getInputStream()) {
      String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(
            command.get(0) + " failed: " + text.lines().findFirst().orElse("no message"));
      }
      return text;
    } finally {
      process.destroy();
    }
  }
}
