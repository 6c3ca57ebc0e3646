package fruix.cli;

import fruix.store.Registration;
import fruix.store.Selection;
import fruix.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fruix store add}. */
@Command(
    name = "add",
    description = "Copies a file or directory into the store; the same contents, the same path.")
final class StoreAddCommand implements Action {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the item's name (default: the last component of PATH)")
  @Nullable String name;

  @Parameters(index = "0", paramLabel = "PATH", description = "what to copy")
  Path path = Path.of("");

  @Override
  public Results run(Session session) {
    Path host = session.absolute(path);
    String item = name != null ? name : String.valueOf(host.getFileName());
    try (Store store = session.openStore()) {
      Registration added = store.addSource(item, host, Selection.ALL);
      return new Results()
          .add(Key.STORE_PATH, added.path())
          .add(Key.CONTENT_HASH, added.contentHash());
    }
  }
}
