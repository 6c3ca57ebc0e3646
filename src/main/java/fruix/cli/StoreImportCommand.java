package fruix.cli;

import fruix.diag.FruixException;
import fruix.store.ExportReader;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code fruix store import}. */
record StoreImportCommand(Path file) implements Action {
  private static final int BUFFER = 1 << 16;

  static Definition definition() {
    return new Definition(
        new Syntax("Adds the items of a file that `fruix store export' wrote.")
            .argument("FILE", "what to read"),
        given -> new StoreImportCommand(Path.of(given.argument(0))));
  }

  @Override
  public Results run(Session session) {
    Path source = session.absolute(file);
    try (Store store = session.openStore();
        InputStream in = new BufferedInputStream(Files.newInputStream(source), BUFFER)) {
      List<StorePath> imported = new ExportReader(store).read(in);
      return new Results().add(Key.IMPORTED_COUNT, imported.size()).addAll(Key.IMPORTED, imported);
    } catch (IOException e) {
      throw FruixException.io("read", source, e);
    }
  }
}
