package fruix.store;

import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.Durable;
import fruix.io.LockFile;
import fruix.io.Parallel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Removes the items that no root reaches, and what crashes left behind.
 *
 * <p>Under the collector's lock the dead items lose first their registrations, referrers before
 * what they refer to, then their names; only then are their files deleted. Killed at any instant,
 * it leaves valid items whole and the rest for the next collection.
 *
 * <p>Remembered digests of host trees that are gone go as well.
 */
@SuppressWarnings("try") // locks are held, not used
public final class GarbageCollector {
  private final Store store;
  private final StoreLayout layout;
  private final Trash trash;

  public GarbageCollector(Store store) {
    this.store = store;
    this.layout = store.layout();
    this.trash = new Trash(store);
  }

  /** Collects; with DRYRUN only says what would be removed. */
  public GcReport collect(boolean dryRun) {
    try {
      GcReport report;
      try (LockFile.Held collector = store.locks().collector()) {
        report = collectLocked(dryRun);
      }
      if (!dryRun) {
        trash.empty();
        CachedDigests.tidy(store);
      }
      return report;
    } catch (IOException e) {
      throw FruixException.io("collect garbage in", layout.store(), e);
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
  }

  private GcReport collectLocked(boolean dryRun) throws IOException, InterruptedException {
    SortedMap<StorePath, Registration> items = store.registry().readAll();
    List<StorePath> roots = new GcRoots(store).find(!dryRun).stream().map(GcRoot::target).toList();
    Set<StorePath> live = StoreGraph.reachable(roots, items);
    SortedMap<StorePath, Registration> dead = new TreeMap<>(items);
    dead.keySet().removeIf(live::contains);
    // First, while all trash is that of earlier collections.
    List<String> leftovers = new Leftovers(store, trash).sweep(items.keySet(), dryRun);
    if (!dryRun) {
      unregister(StoreGraph.referencesFirst(dead));
    }
    long bytes = dead.values().stream().mapToLong(Registration::size).sum();
    return new GcReport(List.copyOf(dead.keySet()), bytes, leftovers);
  }

  private void unregister(List<StorePath> referencesFirst)
      throws IOException, InterruptedException {
    List<StorePath> referrersFirst = new ArrayList<>(referencesFirst);
    Collections.reverse(referrersFirst);
    for (StorePath path : referrersFirst) {
      Deletion.deleteIfExists(layout.registration(path));
    }
    if (!referrersFirst.isEmpty()) {
      Durable.force(layout.items());
    }
    Parallel.forEach(
        referrersFirst,
        path -> {
          trash.add(layout.item(path), StoreLayout.key(path));
          Deletion.deleteIfExists(layout.manifest(path));
        });
  }
}
