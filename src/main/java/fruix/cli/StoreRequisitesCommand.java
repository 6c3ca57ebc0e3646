package fruix.cli;

import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.List;

/** {@code fruix store requisites}. */
record StoreRequisitesCommand(List<String> items) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Prints all that items need, themselves included.")
            .arguments(1, "ITEM", "store paths"),
        given -> new StoreRequisitesCommand(given.arguments(0)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<StorePath> paths = items.stream().map(session::storePath).toList();
      List<StorePath> requisites = new StoreGraph(store).requisites(paths);
      return new Results()
          .add(Key.REQUISITE_COUNT, requisites.size())
          .addAll(Key.REQUISITES, requisites);
    }
  }
}
