package fruix.store;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where everything lies below the physical root. */
final class StoreLayout {
  /** Items being built, {@code .tmp-KEY}. */
  static final String TEMPORARY = ".tmp-";

  /** Directories that builders work in, {@code .scratch-KEY}. */
  static final String SCRATCH = ".scratch-";

  /** Items that wait for their deletion, {@code .trash-KEY-N}. */
  static final String TRASH = ".trash-";

  /** End of the names of manifests. */
  static final String MANIFEST = ".mtree";

  /** End of the names, which start with a dot, of files that are about to replace others. */
  static final String DRAFT = ".new";

  private static final int LONGEST_KEY = 240;

  /** The longest file name that the file systems in question take, in bytes. */
  private static final int NAME_MAX = 255;

  private final Path root;
  private final Path store;
  private final Path state;
  private final Path items;
  private final Path manifests;

  /**
   * @param root the physical directory that holds {@code frx}
   */
  StoreLayout(Path root) {
    this.root = root;
    this.store = root.resolve("frx/store");
    this.state = root.resolve("frx/var/fruix");
    this.items = state.resolve("items");
    this.manifests = state.resolve("manifests");
  }

  Path root() {
    return root;
  }

  Path store() {
    return store;
  }

  Path state() {
    return state;
  }

  Path items() {
    return items;
  }

  Path manifests() {
    return manifests;
  }

  Path roots() {
    return state().resolve("gcroots");
  }

  Path autoRoots() {
    return roots().resolve("auto");
  }

  Path temporaryRoots() {
    return state().resolve("temproots");
  }

  Path lockFile() {
    return state().resolve("locks").resolve("store.lock");
  }

  Path digestCache() {
    return state().resolve("cache").resolve("digests");
  }

  Path log() {
    return state().resolve("log");
  }

  Path item(StorePath path) {
    return store().resolve(path.basename());
  }

  Path registration(StorePath path) {
    return items().resolve(path.basename());
  }

  Path manifest(StorePath path) {
    return manifests().resolve(key(path) + MANIFEST);
  }

  /**
   * What the names of auxiliary files are made from: the base name, or for the longest names, which
   * would leave no room for a suffix, the hash alone.
   */
  static String key(StorePath path) {
    String basename = path.basename();
    return basename.length() <= LONGEST_KEY ? basename : path.hash();
  }

  Path temporary(String key) {
    return store().resolve(TEMPORARY + key);
  }

  Path scratch(String key) {
    return store().resolve(SCRATCH + key);
  }

  /** The file that is written before it replaces TARGET. */
  static Path draft(Path target) {
    String name = "." + target.getFileName() + DRAFT;
    return target.resolveSibling(
        name.length() <= NAME_MAX ? name : "." + name.substring(1, 41) + DRAFT);
  }

  /** Makes the directories that are missing. */
  void create() {
    Path[] needed = {
      store(),
      items(),
      manifests(),
      autoRoots(),
      temporaryRoots(),
      lockFile().getParent(),
      digestCache(),
      log()
    };
    for (Path directory : needed) {
      try {
        if (!Files.isDirectory(directory)) {
          Files.createDirectories(directory);
        }
      } catch (IOException e) {
        throw FruixException.io("make the store directory", directory, e);
      }
    }
  }
}
