package fruix.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that stand before or after any command. */
final class GlobalOptions {
  @Option(
      names = "--root",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "the directory that holds /frx (default: FRUIX_ROOT, see `fruix help')")
  @Nullable Path root;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print the result as one JSON object")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "print no progress")
  boolean quiet;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "show the Java trace of an error")
  boolean debug;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      scope = ScopeType.INHERIT,
      description = "build at most N items at once (default: the number of cores)")
  @Nullable Integer jobs;

  @Option(
      names = {"-L", "--load-path"},
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "look for Scheme modules in DIR first; may be repeated")
  List<Path> loadPath = new ArrayList<>();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "show this help")
  boolean help;
}
