package fruix.nativebuild.executor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How the engine, the script {@code fruix-self-hosted-native-build}, is called.
 *
 * @param runId as in {@link Executor#WORD}
 * @param only {@code world} or {@code kernel}; empty for both
 * @param jobs how many make may run at once; if empty, as the machine has processors
 */
public record Engine(Executor executor, String runId, String only, OptionalInt jobs) {
  /** Where it keeps what it made, on the machine that it ran on. */
  public static final String RESULTS = "/var/lib/fruix/native-builds";

  private static final String PLACE = "/var/tmp/fruix-native-build-";

  public Engine {
    if (!Executor.WORD.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "the run id `" + runId + "' is not of letters, digits, `.', `_' and `-'");
    }
    if (!only.isEmpty() && !only.equals("world") && !only.equals("kernel")) {
      throw new IllegalArgumentException("`" + only + "' is neither `world' nor `kernel'");
    }
  }

  /** The steps from the first look to the result, in order. */
  public List<String> steps() {
    return switch (only) {
      case "world" -> List.of("check", "buildworld", "install", "result");
      case "kernel" -> List.of("check", "kernel-toolchain", "buildkernel", "install", "result");
      default -> List.of("check", "buildworld", "buildkernel", "install", "result");
    };
  }

  /** Where the script lies while it is needed. */
  String script() {
    return PLACE + runId + ".sh";
  }

  /** Where the step {@code archive} puts the result root. */
  String archive() {
    return PLACE + runId + ".tar";
  }

  /** Where the result root is. */
  String result() {
    return RESULTS + "/" + runId;
  }

  /** The command line of STEP. */
  List<String> command(String step) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", script(), "--run-id", runId));
    if (!only.isEmpty()) {
      command.addAll(List.of("--only", only));
    }
    jobs.ifPresent(count -> command.addAll(List.of("--jobs", Integer.toString(count))));
    Executor told = executor.told();
    command.addAll(List.of("--executor", told.kind().label(), told.name(), told.version()));
    for (Map.Entry<String, String> property : told.properties().entrySet()) {
      command.add(property.getKey());
      command.add(property.getValue());
    }
    command.add("--");
    command.add(step);
    return command;
  }
}
