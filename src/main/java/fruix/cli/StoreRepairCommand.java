package fruix.cli;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.StoreRebuilder;
import fruix.event.Event;
import fruix.store.Problem;
import fruix.store.RepairReport;
import fruix.store.Repairer;
import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.List;
import java.util.Optional;

/** {@code fruix store repair}. */
record StoreRepairCommand(List<String> items, Optional<DeclarationOptions> declaration)
    implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Makes damaged items again, as they were; fails if one stays damaged.")
            .arguments(0, "ITEM", "store paths (default: all)")
            .option(
                "FILE",
                "the declaration that the items come from; with it, sources, files staged from the"
                    + " host and derivations can be made again, too",
                "--declaration")
            .option("NAME", "which operating-system of that file", "--system")
            .option("DIR", "the FreeBSD tree that it was copied from", "--freebsd-root"),
        given ->
            new StoreRepairCommand(
                given.arguments(0),
                given
                    .path("--declaration")
                    .map(
                        file ->
                            new DeclarationOptions(
                                file,
                                given.option("--system"),
                                given.path("--freebsd-root"),
                                Optional.empty(),
                                false,
                                false))));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<StorePath> wanted =
          items.isEmpty() ? store.items() : items.stream().map(session::storePath).toList();
      List<StorePath> referencesFirst =
          new StoreGraph(store).requisites(wanted).stream().filter(wanted::contains).toList();
      session.events().emit(new Event.Note("verifying " + wanted.size() + " items"));
      Builders builders = session.builders(session.loader(), Optional.empty());
      RepairReport report =
          new Repairer(store)
              .repair(
                  referencesFirst,
                  new StoreRebuilder(store, builders, session.events(), known(session, store)));
      report
          .failures()
          .forEach(failure -> session.events().emit(new Event.Warning(failure.toString())));
      if (!report.failures().isEmpty() && declaration.isEmpty()) {
        session
            .events()
            .emit(
                new Event.Note(
                    "what a declaration takes from the host is mended with --declaration FILE; what"
                        + " was added by hand, by deleting it below "
                        + store.root()
                        + " and adding it again"));
      }
      Results results =
          new Results()
              .add(Key.VERIFIED_COUNT, wanted.size())
              .addAll(Key.REPAIRED, report.repaired())
              .addAll(Key.DAMAGED, report.failures().stream().map(Problem::item).toList());
      return report.failures().isEmpty() ? results : results.failed();
    }
  }

  private List<Derivation> known(Session session, Store store) {
    return declaration
        .map(given -> List.of(new SystemBuild(session, store, given, false).lower().closure()))
        .orElse(List.of());
  }
}
