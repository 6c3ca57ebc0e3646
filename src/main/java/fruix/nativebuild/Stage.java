package fruix.nativebuild;

import java.util.ArrayList;
import java.util.List;

/**
 * One run of make.
 *
 * @param target what is made
 * @param arguments besides those of every run
 * @param installs whether it fills the staging directory of its part
 * @param parallel whether make may run several jobs
 */
record Stage(String target, List<String> arguments, boolean installs, boolean parallel) {
  Stage {
    arguments = List.copyOf(arguments);
  }

  private static Stage build(String target, String... arguments) {
    return new Stage(target, List.of(arguments), false, true);
  }

  /** The stages that build SETTINGS, in order. */
  static List<Stage> of(BuildSettings settings) {
    if (settings.part() == Part.WORLD) {
      return List.of(
          build("buildworld"),
          install(settings, "installworld"),
          install(settings, "distribution"));
    }
    String kernconf = "KERNCONF=" + settings.kernconf();
    return List.of(
        build("kernel-toolchain"),
        build("buildkernel", kernconf),
        install(settings, "installkernel", kernconf));
  }

  /** {@code distribution} is a shell loop over directories: it has nothing to run side by side. */
  private static Stage install(BuildSettings settings, String target, String... more) {
    String directory = OwnFiles.stage(settings.paths(), settings.part());
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "DESTDIR=" + directory,
                "-DNO_ROOT",
                "-DDB_FROM_SRC",
                "METALOG=" + directory + "/METALOG"));
    arguments.addAll(List.of(more));
    return new Stage(target, arguments, true, target.equals("installworld"));
  }

  /** Whether what an earlier build in the object directory has DONE makes this superfluous. */
  boolean isDone(List<String> done) {
    return !installs
        && (done.contains(target)
            || target.equals("kernel-toolchain") && done.contains("buildworld"));
  }
}
