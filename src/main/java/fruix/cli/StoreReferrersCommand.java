package fruix.cli;

import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fruix store referrers}. */
@Command(name = "referrers", description = "Prints the items that name an item.")
final class StoreReferrersCommand implements Action {
  @Parameters(index = "0", paramLabel = "ITEM", description = "a store path")
  String item = "";

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
