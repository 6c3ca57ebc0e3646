package fruix.store;

import fruix.hash.Sha256;
import fruix.io.LockFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The store's locks, all in one file. Taken in this order: an item's, then the collector's. The
 * collector, holding its own, only tries items' locks.
 */
final class StoreLocks implements AutoCloseable {
  private static final long COLLECTOR = 0;
  private static final long TEMPORARY_ROOTS = 1L << 20;

  /** Items' locks lie above all others. */
  private static final long ITEMS = 1L << 61;

  private final LockFile file;

  StoreLocks(StoreLayout layout) throws IOException {
    this.file = LockFile.open(layout.lockFile());
  }

  /** Held while the collector looks for roots and unregisters. */
  LockFile.Held collector() throws IOException, InterruptedException {
    return file.exclusive(COLLECTOR);
  }

  /** Held while a temporary root is added or an item registered. */
  LockFile.Held keepCollectorOut() throws IOException, InterruptedException {
    return file.shared(COLLECTOR);
  }

  /** Held by whoever builds or replaces the item, or whatever has KEY in its temporary names. */
  LockFile.Held item(String key) throws IOException, InterruptedException {
    return file.exclusive(number(key));
  }

  LockFile.@Nullable Held tryItem(String key) throws IOException {
    return file.tryExclusive(number(key));
  }

  LockFile.@Nullable Held tryTemporaryRoots(int number) throws IOException {
    return file.tryExclusive(TEMPORARY_ROOTS + number);
  }

  private static long number(String key) {
    return ITEMS | Sha256.ofUtf8(key).w0() >>> 3;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
