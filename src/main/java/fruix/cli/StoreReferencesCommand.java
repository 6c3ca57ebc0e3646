package fruix.cli;

import fruix.store.Store;
import fruix.store.StorePath;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fruix store references}. */
@Command(name = "references", description = "Prints the items that an item names.")
final class StoreReferencesCommand implements Action {
  @Parameters(index = "0", paramLabel = "ITEM", description = "a store path")
  String item = "";

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<StorePath> references = store.registration(session.storePath(item)).references();
      return new Results()
          .add(Key.REFERENCE_COUNT, references.size())
          .addAll(Key.REFERENCES, references);
    }
  }
}
