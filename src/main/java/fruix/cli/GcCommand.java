package fruix.cli;

import fruix.store.GarbageCollector;
import fruix.store.GcReport;
import fruix.store.Store;

/** {@code fruix gc}. */
record GcCommand(boolean dryRun) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Removes the items that no root needs.")
            .flag("say what would be removed, remove nothing", "--dry-run"),
        given -> new GcCommand(given.flag("--dry-run")));
  }

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
