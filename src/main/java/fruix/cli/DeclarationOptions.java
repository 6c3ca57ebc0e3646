package fruix.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands take that begin with a declaration. */
final class DeclarationOptions {
  @Parameters(index = "0", paramLabel = "FILE", description = "the declaration")
  Path file = Path.of("");

  @Option(
      names = "--system",
      paramLabel = "NAME",
      description = "which operating-system of FILE (default: its last value, or the only one)")
  @Nullable String system;

  @Option(
      names = "--freebsd-root",
      paramLabel = "DIR",
      description = "the FreeBSD tree to copy from (default: / on FreeBSD)")
  @Nullable Path freebsdRoot;

  @Option(names = "--dry-run", description = "say what would be built, build nothing")
  boolean dryRun;

  @Option(names = "--keep-failed", description = "keep what a failed build has made")
  boolean keepFailed;
}
