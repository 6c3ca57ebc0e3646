package fruix.cli;

import fruix.store.Registration;
import fruix.store.Store;

/** {@code fruix store path-info}. */
record StorePathInfoCommand(String item) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Prints what the store knows of an item.").argument("ITEM", "a store path"),
        given -> new StorePathInfoCommand(given.argument(0)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      Registration known = store.registration(session.storePath(item));
      Results results =
          new Results()
              .add(Key.STORE_PATH, known.path())
              .add(Key.PHYSICAL_PATH, store.physical(known.path()))
              .add(Key.CONTENT_HASH, known.contentHash())
              .add(Key.SIZE, known.size())
              .add(Key.REGISTERED, known.registered());
      if (known.deriver() != null) {
        results.add(Key.DERIVER, known.deriver());
      }
      return results
          .add(Key.REFERENCE_COUNT, known.references().size())
          .addAll(Key.REFERENCES, known.references());
    }
  }
}
