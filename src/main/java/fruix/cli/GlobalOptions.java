package fruix.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The options that stand before or after any command.
 *
 * @param root where the store is to be
 * @param jobs how many items may be built at once
 * @param loadPath where modules of the user's are
 */
record GlobalOptions(
    Optional<Path> root,
    Optional<Integer> jobs,
    List<Path> loadPath,
    boolean json,
    boolean quiet,
    boolean debug) {

  /** Those that take a value: what follows one of them is not the command. */
  static final Set<String> WITH_VALUE = Set.of("--root", "-j", "--jobs", "-L", "--load-path");

  /** Adds them to SYNTAX. */
  static Syntax addTo(Syntax syntax) {
    return syntax
        .option("DIR", "the directory that holds /frx (default: see `fruix help')", "--root")
        .flag("print the result as one JSON object", "--json")
        .flag("print no progress", "-q", "--quiet")
        .flag("show the Java trace of an error", "--debug")
        .option("N", "build at most N items at once (default: the number of cores)", "-j", "--jobs")
        .repeated("DIR", "look for Scheme modules in DIR too; may be repeated", "-L", "--load-path")
        .flag("show this help", "-h", "--help")
        .flag("print the version", "--version");
  }

  static GlobalOptions of(Arguments given) {
    return new GlobalOptions(
        given.path("--root"),
        given.option("--jobs").map(GlobalOptions::jobs),
        given.repeated("--load-path").stream().map(Path::of).toList(),
        given.flag("--json"),
        given.flag("--quiet"),
        given.flag("--debug"));
  }

  private static int jobs(String text) {
    if (!text.matches("[0-9]{1,6}")) {
      throw UsageErrors.of("`" + text + "' is not a number for --jobs", null);
    }
    int jobs = Integer.parseInt(text);
    if (jobs < 1) {
      throw UsageErrors.of("--jobs must be at least 1", null);
    }
    return jobs;
  }
}
