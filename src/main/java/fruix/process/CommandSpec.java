package fruix.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program to run.
 *
 * @param command the program and its arguments; a program without a slash is looked for on the PATH
 *     of {@code environment} by no one: name it with its path
 * @param directory where it runs
 * @param environment all of it; nothing is inherited
 * @param limit how long it may take before it is killed
 * @param log where both its streams are appended, interleaved; null to capture them
 */
public record CommandSpec(
    List<String> command,
    Path directory,
    Map<String, String> environment,
    Duration limit,
    @Nullable Path log) {

  public CommandSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
    if (command.isEmpty()) {
      throw new IllegalArgumentException("no program");
    }
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("not a time limit: " + limit);
    }
  }

  /** A program with an empty environment whose streams are captured. */
  public static CommandSpec of(List<String> command, Path directory, Duration limit) {
    return new CommandSpec(command, directory, Map.of(), limit, null);
  }

  public CommandSpec withEnvironment(Map<String, String> variables) {
    return new CommandSpec(command, directory, variables, limit, log);
  }

  /** With both streams appended to FILE. */
  public CommandSpec withLog(Path file) {
    return new CommandSpec(command, directory, environment, limit, file);
  }

  /** The program's name, for messages. */
  public String program() {
    String path = command.get(0);
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
