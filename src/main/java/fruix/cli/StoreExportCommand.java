package fruix.cli;

import fruix.diag.FruixException;
import fruix.io.Durable;
import fruix.store.ExportWriter;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** {@code fruix store export}. */
record StoreExportCommand(Path file, List<String> items) implements Action {
  private static final int BUFFER = 1 << 16;

  static Definition definition() {
    return new Definition(
        new Syntax("Writes items, and all that they need, to a file for another store.")
            .argument("FILE", "where to; replaced when it is there")
            .arguments(1, "ITEM", "store paths"),
        given -> new StoreExportCommand(Path.of(given.argument(0)), given.arguments(1)));
  }

  @Override
  public Results run(Session session) {
    Path target = session.absolute(file);
    try (Store store = session.openStore()) {
      List<StorePath> paths = items.stream().map(session::storePath).toList();
      write(new ExportWriter(store), paths, target);
      return new Results().add(Key.EXPORT_FILE, target);
    }
  }

  /** Leaves TARGET as it was unless all is written. */
  private static void write(ExportWriter writer, List<StorePath> paths, Path target) {
    Path draft = target.resolveSibling("." + target.getFileName() + ".new");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft), BUFFER)) {
        writer.write(paths, out);
      }
      Durable.force(draft);
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      Durable.forceDirectory(target);
    } catch (IOException e) {
      throw FruixException.io("write", target, e);
    } finally {
      delete(draft);
    }
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw FruixException.io("remove", draft, e);
    }
  }
}
