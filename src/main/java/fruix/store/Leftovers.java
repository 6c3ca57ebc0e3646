package fruix.store;

import fruix.io.HostName;
import fruix.io.LockFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what builds that died left behind: files in the store, and manifests, that belong to no
 * registered item and that nobody holds the lock of.
 */
@SuppressWarnings("try") // locks are held, not used
final class Leftovers {
  private final StoreLayout layout;
  private final StoreLocks locks;
  private final Trash trash;

  Leftovers(Store store, Trash trash) throws IOException {
    this.layout = store.layout();
    this.locks = store.locks();
    this.trash = trash;
  }

  /**
   * Removes them, unless DRYRUN, and tells their names, sorted. Call with the collector's lock
   * held, KNOWN being what was registered when it was taken.
   */
  List<String> sweep(Set<StorePath> known, boolean dryRun)
      throws IOException, InterruptedException {
    Set<String> basenames = new HashSet<>();
    Set<String> manifests = new HashSet<>();
    for (StorePath path : known) {
      basenames.add(path.basename());
      manifests.add(StoreLayout.key(path) + StoreLayout.MANIFEST);
    }
    List<String> found = new ArrayList<>();
    for (String name : HostName.in(layout.store())) {
      String key = basenames.contains(name) ? null : keyInStore(name);
      if (key != null) {
        sweepOne(layout.store().resolve(name), key, dryRun, found);
      } else if (name.startsWith(StoreLayout.TRASH)) {
        found.add(name);
      }
    }
    for (Path directory : List.of(layout.items(), layout.manifests())) {
      for (String name : HostName.in(directory)) {
        String key = manifests.contains(name) ? null : keyInState(name);
        if (key != null) {
          sweepOne(directory.resolve(name), key, dryRun, found);
        }
      }
    }
    found.sort(null);
    return found;
  }

  private void sweepOne(Path place, String key, boolean dryRun, List<String> found)
      throws IOException, InterruptedException {
    try (LockFile.Held unused = locks.tryItem(key)) {
      if (unused == null) {
        return;
      }
      found.add(String.valueOf(place.getFileName()));
      if (!dryRun && place.startsWith(layout.store())) {
        trash.add(place, key);
      } else if (!dryRun) {
        Files.deleteIfExists(place);
      }
    }
  }

  /** The key whose lock covers NAME in the store's directory; null for what is not Fruix's. */
  private static @Nullable String keyInStore(String name) {
    for (String prefix : List.of(StoreLayout.TEMPORARY, StoreLayout.SCRATCH)) {
      if (name.startsWith(prefix)) {
        return name.substring(prefix.length());
      }
    }
    return StorePath.ofBasename(name).map(StoreLayout::key).orElse(null);
  }

  /** The same for a manifest, or the draft of a manifest or registration. */
  private static @Nullable String keyInState(String name) {
    String base = name;
    if (base.startsWith(".") && base.endsWith(StoreLayout.DRAFT)) {
      base = base.substring(1, base.length() - StoreLayout.DRAFT.length());
    } else if (!base.endsWith(StoreLayout.MANIFEST)) {
      return null;
    }
    if (base.endsWith(StoreLayout.MANIFEST)) {
      return base.substring(0, base.length() - StoreLayout.MANIFEST.length());
    }
    Optional<StorePath> path = StorePath.ofBasename(base);
    return path.map(StoreLayout::key).orElse(base);
  }
}
