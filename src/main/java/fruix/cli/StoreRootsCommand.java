package fruix.cli;

import fruix.store.GcRoot;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.util.List;
import java.util.Locale;

/** {@code fruix store roots}. */
record StoreRootsCommand() implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Prints what keeps items from garbage collection."),
        given -> new StoreRootsCommand());
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<GcRoot> roots = new GcRoots(store).list();
      return new Results()
          .add(Key.ROOT_COUNT, roots.size())
          .addAll(Key.ROOTS, roots.stream().map(StoreRootsCommand::describe).toList());
    }
  }

  private static String describe(GcRoot root) {
    return root.kind().name().toLowerCase(Locale.ROOT) + " " + root.target() + " " + root.link();
  }
}
