package fruix.store;

import fruix.io.LockFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A construction whose item has no path yet, under a temporary name that nobody else uses; closing
 * removes what was not published.
 */
record Workplace(Construction construction, LockFile.Held lock) implements AutoCloseable {

  /** Takes the first free name, so that the next user of a dead process's name cleans up. */
  static Workplace take(Store store) throws IOException {
    for (int number = 0; ; number++) {
      String key = "add-" + number;
      LockFile.Held lock = store.locks().tryItem(key);
      if (lock != null) {
        try {
          return new Workplace(new Construction(store, key, false), lock);
        } catch (IOException | RuntimeException e) {
          lock.close();
          throw e;
        }
      }
    }
  }

  /** Publishes the finished item as PATH, unless somebody else has just done that. */
  @SuppressWarnings("try") // locks are held, not used
  Registration publish(
      Store store, StorePath path, Finished finished, List<StorePath> references, ItemOrigin origin)
      throws IOException, InterruptedException {
    store.protect(List.of(path));
    try (LockFile.Held item = store.locks().item(StoreLayout.key(path))) {
      Optional<Registration> present = store.find(path);
      if (present.isPresent()) {
        return present.get();
      }
      new Trash(store).delete(List.of(store.layout().item(path)));
      return construction.publish(path, finished, references, origin);
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      construction.close();
    }
  }
}
