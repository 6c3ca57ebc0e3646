package fruix.store;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.hash.Sha256;
import fruix.io.HostName;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The digest cache of one host tree, or of a part of one, in a file of its own. */
@SuppressWarnings("try") // locks are held, not used
final class CachedDigests {
  private static final String LOCK = "digests-";

  private final Store store;
  private final Path tree;
  private final String key;
  private final Path file;

  /**
   * @param tree its absolute path
   * @param purpose tells which part of the tree is meant; empty for all of it
   */
  CachedDigests(Store store, Path tree, String purpose) {
    this.store = store;
    this.tree = tree;
    this.key = Sha256.ofUtf8(purpose.isEmpty() ? tree.toString() : purpose + ":" + tree).hex160();
    this.file = store.layout().digestCache().resolve(key);
  }

  DigestCache load() {
    Instant look = store.exactly();
    long nanos = TimeUnit.SECONDS.toNanos(look.getEpochSecond()) + look.getNano();
    return DigestCache.load(file, nanos);
  }

  /**
   * Saves CACHE if that is worth it, unless another process is just doing the same. That it cannot
   * be written is no failure of those who only want digests.
   */
  void save(DigestCache cache) {
    if (!cache.isWorthSaving()) {
      return;
    }
    try (LockFile.Held lock = store.locks().tryItem(LOCK + key)) {
      if (lock != null) {
        cache.save(tree, file, StoreLayout.draft(file));
      }
    } catch (IOException | FruixException e) {
      store
          .events()
          .emit(new Event.Warning("digests are not remembered for next time: " + e.getMessage()));
    }
  }

  /** Removes the caches of trees that are gone, and what saving left behind when it died. */
  static void tidy(Store store) throws IOException {
    Path directory = store.layout().digestCache();
    for (String name : HostName.in(directory)) {
      Path file = directory.resolve(name);
      String key = name.replaceAll("^\\.|\\.new$", "");
      try (LockFile.Held unused = store.locks().tryItem(LOCK + key)) {
        if (unused != null && (!name.equals(key) || isOfNothing(file))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static boolean isOfNothing(Path file) throws IOException {
    Optional<Path> tree = DigestCache.tree(file);
    return tree.isEmpty() || !Files.exists(tree.get(), LinkOption.NOFOLLOW_LINKS);
  }
}
