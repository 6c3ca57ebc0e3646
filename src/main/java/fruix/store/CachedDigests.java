package fruix.store;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.hash.Sha256;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** The digest cache of one host tree, or of a part of one, in a file of its own. */
@SuppressWarnings("try") // locks are held, not used
final class CachedDigests {
  private final Store store;
  private final String key;
  private final Path file;

  /**
   * @param tree tells the tree from others: its absolute path, and which part of it is meant
   */
  CachedDigests(Store store, String tree) {
    this.store = store;
    this.key = Sha256.ofUtf8(tree).hex160();
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
    try (LockFile.Held lock = store.locks().tryItem("digests-" + key)) {
      if (lock != null) {
        cache.save(file, StoreLayout.draft(file));
      }
    } catch (IOException | FruixException e) {
      store
          .events()
          .emit(new Event.Warning("digests are not remembered for next time: " + e.getMessage()));
    }
  }
}
