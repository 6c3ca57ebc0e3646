package fruix.cli;

import fruix.store.Registration;
import fruix.store.Selection;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/** {@code fruix store add}. */
record StoreAddCommand(Path path, Optional<String> name) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Copies a file or directory into the store; the same contents, the same path.")
            .option("NAME", "the item's name (default: the last component of PATH)", "--name")
            .argument("PATH", "what to copy"),
        given -> new StoreAddCommand(Path.of(given.argument(0)), given.option("--name")));
  }

  @Override
  public Results run(Session session) {
    Path host = session.absolute(path);
    String item = name.orElse(String.valueOf(host.getFileName()));
    try (Store store = session.openStore()) {
      Registration added = store.addSource(item, host, Selection.ALL);
      return new Results()
          .add(Key.STORE_PATH, added.path())
          .add(Key.CONTENT_HASH, added.contentHash());
    }
  }
}
