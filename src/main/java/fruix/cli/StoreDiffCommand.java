package fruix.cli;

import fruix.mtree.Change;
import fruix.mtree.ManifestDiff;
import fruix.store.Store;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fruix store diff}. */
@Command(name = "diff", description = "Tells in what two items differ.")
final class StoreDiffCommand implements Action {
  @Parameters(index = "0", paramLabel = "OLD", description = "a store path")
  String before = "";

  @Parameters(index = "1", paramLabel = "NEW", description = "a store path")
  String after = "";

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
