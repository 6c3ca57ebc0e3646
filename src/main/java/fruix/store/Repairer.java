package fruix.store;

import fruix.diag.FruixException;
import fruix.io.LockFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes damaged items again and puts them in the place of the damaged ones. */
@SuppressWarnings("try") // locks are held, not used
public final class Repairer {
  private final Store store;
  private final Verifier verifier;

  public Repairer(Store store) {
    this.store = store;
    this.verifier = new Verifier(store);
  }

  /**
   * Verifies ITEMS, which are valid, in their order (give references first) and makes the damaged
   * ones again as REBUILDER knows. What comes out must be what was registered, byte for byte; else
   * the damaged item stays and the report says so.
   */
  public RepairReport repair(Collection<StorePath> items, Rebuilder rebuilder) {
    List<StorePath> repaired = new ArrayList<>();
    List<Problem> failures = new ArrayList<>();
    for (StorePath item : items) {
      store.protect(List.of(item));
      List<Problem> problems = verifier.verify(item);
      if (!problems.isEmpty()) {
        Optional<String> failure = attempt(item, rebuilder);
        if (failure.isEmpty()) {
          repaired.add(item);
        } else {
          failures.add(new Problem(item, failure.get()));
        }
      }
    }
    return new RepairReport(repaired, failures);
  }

  /** Why the repair failed; empty when it did not. */
  private Optional<String> attempt(StorePath item, Rebuilder rebuilder) {
    try (LockFile.Held lock = store.locks().item(StoreLayout.key(item))) {
      Registration registration = store.registration(item);
      Optional<ItemFiller> filler = rebuilder.filler(registration);
      if (filler.isEmpty()) {
        return Optional.of("nothing in the store tells how to make it again");
      }
      return replace(registration, filler.get());
    } catch (FruixException | IOException e) {
      return Optional.of("it could not be made again: " + e.getMessage());
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
  }

  private Optional<String> replace(Registration registration, ItemFiller filler)
      throws IOException, InterruptedException {
    StorePath path = registration.path();
    try (Construction construction = new Construction(store, StoreLayout.key(path), false)) {
      filler.fill(construction.out());
      Finished finished = construction.finish();
      if (!finished.contentHash().equals(registration.contentHash())) {
        return Optional.of("made again it is not the same; remove it and what refers to it");
      }
      Trash trash = new Trash(store);
      construction.replace(registration, finished, trash);
      trash.empty();
    }
    List<Problem> left = verifier.verify(path);
    return left.isEmpty() ? Optional.empty() : Optional.of(left.get(0).what());
  }
}
