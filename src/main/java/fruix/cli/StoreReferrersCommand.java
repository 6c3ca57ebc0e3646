package fruix.cli;

import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.List;

/** {@code fruix store referrers}. */
record StoreReferrersCommand(String item) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Prints the items that name an item.").argument("ITEM", "a store path"),
        given -> new StoreReferrersCommand(given.argument(0)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<StorePath> referrers = new StoreGraph(store).referrers(session.storePath(item));
      return new Results()
          .add(Key.REFERRER_COUNT, referrers.size())
          .addAll(Key.REFERRERS, referrers);
    }
  }
}
