package fruix.cli;

import fruix.store.GarbageCollector;
import fruix.store.GcReport;
import fruix.store.Store;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fruix gc}. */
@Command(name = "gc", description = "Removes the items that no root needs.")
final class GcCommand implements Action {
  @Option(names = "--dry-run", description = "say what would be removed, remove nothing")
  boolean dryRun;

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      GcReport report = new GarbageCollector(store).collect(dryRun);
      return new Results()
          .add(dryRun ? Key.WOULD_DELETE_COUNT : Key.DELETED_COUNT, report.dead().size())
          .addAll(dryRun ? Key.WOULD_DELETE : Key.DELETED, report.dead())
          .add(dryRun ? Key.WOULD_FREE : Key.FREED, report.bytes())
          .add(Key.LEFTOVER_COUNT, report.leftovers().size());
    }
  }
}
