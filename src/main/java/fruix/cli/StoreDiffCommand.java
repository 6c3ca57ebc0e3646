package fruix.cli;

import fruix.mtree.Change;
import fruix.mtree.ManifestDiff;
import fruix.store.Store;
import java.util.List;

/** {@code fruix store diff}. */
record StoreDiffCommand(String before, String after) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Tells in what two items differ.")
            .argument("OLD", "a store path")
            .argument("NEW", "a store path"),
        given -> new StoreDiffCommand(given.argument(0), given.argument(1)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<Change> changes =
          ManifestDiff.between(
              store.manifest(session.storePath(before)), store.manifest(session.storePath(after)));
      return new Results()
          .add(Key.CHANGE_COUNT, changes.size())
          .addAll(Key.CHANGES, changes.stream().map(StoreDiffCommand::describe).toList());
    }
  }

  private static String describe(Change change) {
    String path = change.path().isRoot() ? "." : change.path().value();
    if (change instanceof Change.Changed changed) {
      return "~ " + path + ": " + String.join("; ", changed.details());
    }
    return (change instanceof Change.Added ? "+ " : "- ") + path;
  }
}
