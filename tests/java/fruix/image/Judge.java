package fruix.image;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * An outside program that judges what Fruix wrote. A missing one skips the test visibly, and fails
 * it where the environment has {@code FRUIX_JUDGES=required}.
 */
public final class Judge {
  private static final List<String> PLACES = List.of("/usr/bin", "/usr/sbin", "/bin", "/sbin");

  private Judge() {}

  /** What a judge exits with that lacks something to judge by. */
  private static final int CANNOT_JUDGE = 77;

  /** The output, both streams, of PROGRAM with ARGUMENTS; its exit status must be 0. */
  public static String run(String program, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find(program)));
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MTOOLS_SKIP_CHECK", "1");
    Path log = Files.createTempFile("judge", ".log");
    try {
      Process process = builder.redirectOutput(log.toFile()).start();
      process.getOutputStream().close();
      assertTrue(process.waitFor(300, TimeUnit.SECONDS), program + " takes too long");
      String output = new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
      if (process.exitValue() == CANNOT_JUDGE) {
        missing(output.strip());
      }
      if (process.exitValue() != 0) {
        fail(command + " exits with " + process.exitValue() + ":\n" + output);
      }
      return output;
    } finally {
      Files.delete(log);
    }
  }

  /**
   * As {@link #run} for a program that no package here has, whose path the environment VARIABLE
   * says; does nothing, and returns the empty string, where it is not set.
   */
  public static String runIfGiven(String variable, Object... arguments)
      throws IOException, InterruptedException {
    String program = System.getenv(variable);
    return program == null ? "" : run(program, arguments);
  }

  /** Skips the test unless PROGRAM is here. */
  public static String find(String program) {
    if (program.startsWith("/")) {
      return program;
    }
    for (String place : PLACES) {
      Path path = Path.of(place, program);
      if (Files.isExecutable(path)) {
        return path.toString();
      }
    }
    return missing("there is no " + program);
  }

  private static String missing(String reason) {
    if ("required".equals(System.getenv("FRUIX_JUDGES"))) {
      fail(reason + ", and judges are required");
    }
    Assumptions.abort(reason);
    throw new AssertionError("unreachable");
  }
}
