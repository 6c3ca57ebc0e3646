import fruix.event.EventSink;
import fruix.store.Registration;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Fills the store below the directory given with 10,000 directories of three files of 1 KiB,
 * every other one a root. */
final class SmallItems {
  private static final int COUNT = 10_000;
  private static final List<String> NAMES = List.of("a", "b", "c");

  private SmallItems() {}

  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toAbsolutePath();
    Path roots = Files.createDirectories(root.resolve("frx/var/fruix/gcroots"));
    Path tree = Files.createTempDirectory("item");
    try (Store store = Store.open(root, false, InstantSource.system(), EventSink.SILENT)) {
      for (int i = 0; i < COUNT; i++) {
        for (String name : NAMES) {
          Files.writeString(tree.resolve(name), (i + name + " ").repeat(1024).substring(0, 1024));
        }
        Registration item = store.addSource("item-" + i, tree, Selection.ALL);
        if (i % 2 == 0) {
          Files.createSymbolicLink(roots.resolve("r" + i), Path.of(item.path().toString()));
        }
      }
    }
    for (String name : NAMES) {
      Files.delete(tree.resolve(name));
    }
    Files.delete(tree);
  }
}
