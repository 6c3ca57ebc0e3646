package fruix.store;

import fruix.diag.FruixException;
import fruix.io.Deletion;
import fruix.io.Durable;
import fruix.io.LockFile;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One item in its temporary directory, from the first file to its registration. Whoever makes this
 * holds the lock of KEY. Closing removes whatever was not published.
 */
@SuppressWarnings("try") // locks are held, not used
final class Construction implements AutoCloseable {
  private final Store store;
  private final StoreLayout layout;
  private final String key;
  private final Path top;
  private final ItemWriter out;

  /** The item that has its place but not yet its registration. */
  private @Nullable StorePath unregistered;

  Construction(Store store, String key, boolean scan) throws IOException {
    this.store = store;
    this.layout = store.layout();
    this.key = key;
    this.top = layout.temporary(key);
    clear();
    this.out = new ItemWriter(store, top, layout.scratch(key), store.physicalAttributes(), scan);
  }

  ItemWriter out() {
    return out;
  }

  /** Gives the directories their attributes: nothing more can be added. */
  Finished finish() throws IOException {
    Manifest manifest = out.tree().manifest();
    List<Entry> entries = manifest.entries();
    Birth birth = out.tree().birth();
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i) instanceof Entry.Directory directory) {
        store
            .physicalAttributes()
            .applyToDirectory(directory.path().under(top), directory.attributes(), birth);
      }
    }
    return Finished.of(manifest);
  }

  /** What of CANDIDATES, and of PATH itself, the item names. */
  List<StorePath> references(StorePath path, Set<StorePath> candidates) {
    Map<String, StorePath> byHash = new HashMap<>();
    candidates.forEach(candidate -> byHash.put(candidate.hash(), candidate));
    byHash.put(path.hash(), path);
    Set<StorePath> references = new HashSet<>();
    for (String hash : out.found()) {
      StorePath reference = byHash.get(hash);
      if (reference != null) {
        references.add(reference);
      }
    }
    return references.stream().sorted().toList();
  }

  /** Moves the finished item to its place and registers it. */
  Registration publish(
      StorePath path, Finished finished, List<StorePath> references, ItemOrigin origin)
      throws IOException, InterruptedException {
    Registration registration =
        new Registration(
            path,
            finished.contentHash(),
            size(finished.manifest()),
            references,
            origin.deriver(),
            store.now());
    Path item = layout.item(path);
    if (Files.exists(item, LinkOption.NOFOLLOW_LINKS)) {
      throw FruixException.failed("something unregistered is in the way at " + item);
    }
    TreeSync.force(top, finished.manifest(), store.host().linux());
    unregistered = path;
    place(registration, finished);
    unregistered = null;
    return registration;
  }

  /** Puts the finished item in the place of the damaged one that has REGISTRATION. */
  void replace(Registration registration, Finished finished, Trash trash)
      throws IOException, InterruptedException {
    TreeSync.force(top, finished.manifest(), store.host().linux());
    trash.add(layout.item(registration.path()), key);
    place(registration, finished);
  }

  private void place(Registration registration, Finished finished)
      throws IOException, InterruptedException {
    Path item = layout.item(registration.path());
    Files.move(top, item, StandardCopyOption.ATOMIC_MOVE);
    if (store.physicalAttributes().flags()) {
      FileFlags.apply(item, finished.manifest());
    }
    Durable.forceDirectory(item);
    try (LockFile.Held collector = store.locks().keepCollectorOut()) {
      store.registry().register(registration, finished.text());
    }
  }

  /** Bytes in the files of MANIFEST, a file with several names once. */
  static long size(Manifest manifest) {
    long size = 0;
    Set<Integer> groups = new HashSet<>();
    for (Entry entry : manifest.entries()) {
      if (entry instanceof Entry.File file
          && (file.linkGroup() == 0 || groups.add(file.linkGroup()))) {
        size += file.size();
      }
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    StorePath path = unregistered;
    if (path != null) {
      Files.deleteIfExists(layout.registration(path));
      try {
        new Trash(store).delete(List.of(layout.item(path)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
      Files.deleteIfExists(layout.manifest(path));
    }
    clear();
  }

  private void clear() throws IOException {
    Deletion.deleteTree(top);
    Deletion.deleteTree(layout.scratch(key));
  }
}
