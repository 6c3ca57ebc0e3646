package fruix.cli;

import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fruix store requisites}. */
@Command(name = "requisites", description = "Prints all that items need, themselves included.")
final class StoreRequisitesCommand implements Action {
  @Parameters(arity = "1..*", paramLabel = "ITEM", description = "store paths")
  List<String> items = new ArrayList<>();

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
