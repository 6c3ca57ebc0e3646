package fruix.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fruix gc}. */
@Command(name = "gc", description = "Removes the items that no root needs.")
final class GcCommand implements Action {
  @Option(names = "--dry-run", description = "say what would be removed, remove nothing")
  boolean dryRun;

  @Override
  public Results run(Session session) {
    return new Results();
  }
}
