package fruix.store;

import fruix.io.Deletion;
import fruix.io.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Items on their way out: renamed at one instant, deleted at leisure. They stay in the store's own
 * directory, since a read-only directory can only be renamed, not moved, by an ordinary user.
 */
final class Trash {
  private final StoreLayout layout;
  private final boolean flags;

  Trash(Store store) {
    this.layout = store.layout();
    this.flags = store.physicalAttributes().flags();
  }

  /** Takes PLACE, in the store's directory, out of sight; nothing happens if it is not there. */
  void add(Path place, String key) throws IOException, InterruptedException {
    for (int number = 0; ; number++) {
      Path trash = layout.store().resolve(StoreLayout.TRASH + key + "-" + number);
      try {
        Files.move(place, trash, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (NoSuchFileException e) {
        return;
      } catch (IOException e) {
        // Else taken: an earlier or another collection has not yet deleted it.
        if (!Files.exists(trash, LinkOption.NOFOLLOW_LINKS)) {
          moveFlagged(place, trash, e);
          return;
        }
      }
    }
  }

  private void moveFlagged(Path place, Path trash, IOException failure)
      throws IOException, InterruptedException {
    if (!flags) {
      throw failure;
    }
    FileFlags.clear(List.of(place));
    Files.move(place, trash, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Deletes all trash, of whichever process. */
  void empty() throws IOException, InterruptedException {
    List<Path> all = new ArrayList<>();
    for (String name : HostName.in(layout.store())) {
      if (name.startsWith(StoreLayout.TRASH)) {
        all.add(layout.store().resolve(name));
      }
    }
    delete(all);
  }

  /** Deletes PLACES whole, on several threads. */
  void delete(List<Path> places) throws IOException, InterruptedException {
    if (flags) {
      FileFlags.clear(
          places.stream().filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS)).toList());
    }
    Deletion.deleteTrees(places);
  }
}
