package fruix.cli;

import fruix.event.Event;
import fruix.store.Problem;
import fruix.store.Store;
import fruix.store.StorePath;
import fruix.store.Verifier;
import java.util.List;

/** {@code fruix store verify}. */
record StoreVerifyCommand(List<String> items) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Compares items with their manifests, byte for byte; fails if one is damaged.")
            .arguments(0, "ITEM", "store paths (default: all)"),
        given -> new StoreVerifyCommand(given.arguments(0)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<StorePath> paths =
          items.isEmpty() ? store.items() : items.stream().map(session::storePath).toList();
      session.events().emit(new Event.Note("verifying " + paths.size() + " items"));
      List<Problem> problems = new Verifier(store).verify(paths);
      problems.forEach(problem -> session.events().emit(new Event.Warning(problem.toString())));
      Results results =
          new Results()
              .add(Key.VERIFIED_COUNT, paths.size())
              .addAll(Key.DAMAGED, problems.stream().map(Problem::item).distinct().toList());
      return problems.isEmpty() ? results : results.failed();
    }
  }
}
