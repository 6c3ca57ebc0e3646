package fruix.cli;

import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.build.UnpackedArchive;
import fruix.store.Registration;
import fruix.store.Selection;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code fruix store add}. */
record StoreAddCommand(Path path, Optional<String> name, boolean unpack) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Copies a file or directory into the store; the same contents, the same path.")
            .option("NAME", "the item's name (default: the last component of PATH)", "--name")
            .flag("take what is in the tar archive PATH, not the archive itself", "--unpack")
            .argument("PATH", "what to copy"),
        given ->
            new StoreAddCommand(
                Path.of(given.argument(0)), given.option("--name"), given.flag("--unpack")));
  }

  @Override
  public Results run(Session session) {
    Path host = session.absolute(path);
    String item = name.orElse(String.valueOf(host.getFileName()));
    try (Store store = session.openStore()) {
      Registration added =
          unpack ? unpack(session, store, host, item) : store.addSource(item, host, Selection.ALL);
      return new Results()
          .add(Key.STORE_PATH, added.path())
          .add(Key.CONTENT_HASH, added.contentHash());
    }
  }

  private static Registration unpack(Session session, Store store, Path archive, String item) {
    var contents = UnpackedArchive.of(item, store.addSource(item, archive, Selection.ALL).path());
    Realiser realiser =
        new Realiser(
            store, session.builders(), session.events(), RealiserOptions.of(session.jobs()));
    realiser.realise(List.of(contents));
    return store.registration(contents.path());
  }
}
