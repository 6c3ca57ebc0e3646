package fruix.store;

import fruix.io.Deletion;
import fruix.io.LockFile;
import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Adds host files in one pass: their path is known only when all of them have been read. */
@SuppressWarnings("try") // locks are held, not used
final class Ingest implements AutoCloseable {
  private final Store store;
  private final String key;
  private final LockFile.Held lock;

  private Ingest(Store store, String key, LockFile.Held lock) {
    this.store = store;
    this.key = key;
    this.lock = lock;
  }

  /** Takes the first temporary name that nobody uses. */
  static Ingest begin(Store store) throws IOException {
    for (int number = 0; ; number++) {
      String key = "add-" + number;
      LockFile.Held lock = store.locks().tryItem(key);
      if (lock != null) {
        return new Ingest(store, key, lock);
      }
    }
  }

  Registration add(String name, Path host, Selection selection)
      throws IOException, InterruptedException {
    try (Construction construction = new Construction(store, key, false)) {
      construction.out().importTree(host, RelativePath.ROOT, selection);
      Manifest manifest = construction.finish();
      StorePath path = Sources.path(name, ManifestWriter.contentHash(manifest));
      store.protect(List.of(path));
      try (LockFile.Held item = store.locks().item(StoreLayout.key(path))) {
        if (store.isValid(path)) {
          return store.registration(path);
        }
        Deletion.deleteTree(store.layout().item(path));
        return construction.publish(path, manifest, List.of(), ItemOrigin.SOURCE);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
