package fruix.cli;

import fruix.store.GcRoot;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code fruix store roots}. */
@Command(name = "roots", description = "Prints what keeps items from garbage collection.")
final class StoreRootsCommand implements Action {

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
