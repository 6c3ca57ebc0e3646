package fruix.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that stand before or after any command. */
final class GlobalOptions {
  /** Those that take a value: what follows one of them is not the command. */
  static final Set<String> WITH_VALUE = Set.of("--root", "-j", "--jobs", "-L", "--load-path");

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "the directory that holds /frx (default: FRUIX_ROOT, see `fruix help')")
  @Nullable Path root;

  @Option(names = "--json", description = "print the result as one JSON object")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "print no progress")
  boolean quiet;

  @Option(names = "--debug", description = "show the Java trace of an error")
  boolean debug;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      description = "build at most N items at once (default: the number of cores)")
  @Nullable Integer jobs;

  @Option(
      names = {"-L", "--load-path"},
      paramLabel = "DIR",
      description = "look for Scheme modules in DIR too; may be repeated")
  List<Path> loadPath = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this help")
  boolean help;

  @Option(names = "--version", versionHelp = true, description = "print the version")
  boolean version;
}
