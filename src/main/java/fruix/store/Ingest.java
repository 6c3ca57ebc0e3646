package fruix.store;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Files of the host as an item. A tree that is wholly known from the last look is not read; else it
 * is copied and hashed in one pass, and its path follows.
 */
final class Ingest {
  private final Store store;
  private final String name;
  private final Path host;
  private final Selection selection;
  private final CachedDigests digests;

  Ingest(Store store, String name, Path host, Selection selection) {
    this.store = store;
    this.name = name;
    this.host = host.toAbsolutePath().normalize();
    this.selection = selection;
    this.digests = new CachedDigests(store, this.host, "");
  }

  /** The path that the files have, which need not be valid. */
  StorePath path() throws IOException, InterruptedException {
    return path(manifest(host, selection, digests));
  }

  /** The manifest of what SELECTION takes of HOST; files that DIGESTS knows are not read. */
  static Manifest manifest(Path host, Selection selection, CachedDigests digests)
      throws IOException, InterruptedException {
    DigestCache cache = digests.load();
    Manifest manifest = TreeHasher.manifest(host, selection, cache);
    digests.save(cache);
    return manifest;
  }

  private StorePath path(Manifest manifest) {
    return Sources.path(name, ManifestWriter.contentHash(manifest));
  }

  /** Makes the files valid; fails when they do not have the path EXPECTED, unless it is null. */
  Registration add(@Nullable StorePath expected) throws IOException, InterruptedException {
    DigestCache cache = digests.load();
    Optional<Registration> present = expected == null ? known(cache) : Optional.empty();
    return present.isPresent() ? present.get() : copy(expected, cache);
  }

  private Optional<Registration> known(DigestCache cache) throws IOException, InterruptedException {
    if (cache.isEmpty()) {
      return Optional.empty();
    }
    Optional<StorePath> path = TreeHasher.knownManifest(host, selection, cache).map(this::path);
    digests.save(cache);
    path.ifPresent(known -> store.protect(List.of(known)));
    return path.flatMap(store::find);
  }

  /** Remembers digests, and says from time to time how much is copied. */
  private final class Watch implements TreeImport.Watcher {
    private static final long STEP = 4 << 20;

    private final DigestCache cache;

    /** Of a tree it would take a walk of its own: 0, which is unknown. */
    private final long total;

    private final AtomicLong copied = new AtomicLong();

    Watch(DigestCache cache, HostFile top) {
      this.cache = cache;
      this.total = top.kind() == HostFile.Kind.REGULAR ? top.size() : 0;
    }

    @Override
    public void digest(HostWalk.Node node, Sha256 digest) {
      cache.learn(node.file(), digest);
    }

    @Override
    public void copied(long bytes) {
      long now = copied.addAndGet(bytes);
      if (now / STEP != (now - bytes) / STEP) {
        store.events().emit(new Event.BuildProgress(name, "copying", now, total));
      }
    }
  }

  private Registration copy(@Nullable StorePath expected, DigestCache cache)
      throws IOException, InterruptedException {
    try (Workplace place = Workplace.take(store)) {
      Construction construction = place.construction();
      construction
          .out()
          .importTree(host, RelativePath.ROOT, selection, new Watch(cache, HostFile.of(host)));
      Finished finished = construction.finish();
      digests.save(cache);
      StorePath path = Sources.path(name, finished.contentHash());
      if (expected != null && !expected.equals(path)) {
        throw FruixException.failed(
            host + " changed since it was looked at: it is no longer " + expected,
            "run the command again when nothing writes to it");
      }
      return place.publish(store, path, finished, List.of(), ItemOrigin.SOURCE);
    }
  }
}
