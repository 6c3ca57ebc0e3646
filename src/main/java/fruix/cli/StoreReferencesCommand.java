package fruix.cli;

import fruix.store.Store;
import fruix.store.StorePath;
import java.util.List;

/** {@code fruix store references}. */
record StoreReferencesCommand(String item) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Prints the items that an item names.").argument("ITEM", "a store path"),
        given -> new StoreReferencesCommand(given.argument(0)));
  }

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
