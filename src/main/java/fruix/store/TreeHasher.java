package fruix.store;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Finds the manifest that a host tree would have in the store, without copying it. */
final class TreeHasher implements HostWalk.Visitor {
  private static final long FEW_BYTES = 32 << 20;

  private final Selection selection;
  private final DigestCache cache;

  /** How many bytes may still be read. */
  private final AtomicLong budget;

  private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final Queue<FileCopier> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger linkGroups = new AtomicInteger();

  private TreeHasher(Selection selection, DigestCache cache, long budget) {
    this.selection = selection;
    this.cache = cache;
    this.budget = new AtomicLong(budget);
  }

  /** The manifest of HOST; reads the files that CACHE does not know, and lets it know them. */
  static Manifest manifest(Path host, Selection selection, DigestCache cache)
      throws IOException, InterruptedException {
    return new TreeHasher(selection, cache, Long.MAX_VALUE).run(host);
  }

  /** The manifest of HOST if CACHE knows all of its files, but for a few that changed lately. */
  static Optional<Manifest> knownManifest(Path host, Selection selection, DigestCache cache)
      throws IOException, InterruptedException {
    try {
      return Optional.of(new TreeHasher(selection, cache, FEW_BYTES).run(host));
    } catch (UnknownFileException e) {
      return Optional.empty();
    }
  }

  private Manifest run(Path host) throws IOException, InterruptedException {
    HostWalk.run(host, selection.includes(), this);
    return Manifest.of(new ArrayList<>(entries));
  }

  /** Ends a walk that meets more unknown files than it may read. */
  private static final class UnknownFileException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private Attributes attributes(HostWalk.Node node) {
    return selection.attributes().of(node.relative(), node.file());
  }

  @Override
  public void directory(HostWalk.Node node) {
    entries.add(new Entry.Directory(node.relative(), attributes(node)));
  }

  @Override
  public void symlink(HostWalk.Node node, String target) {
    entries.add(new Entry.Symlink(node.relative(), attributes(node), target));
  }

  @Override
  public void file(HostWalk.Node node) throws IOException {
    add(node.relative(), attributes(node), node.file(), digest(node), 0);
  }

  @Override
  public void linked(List<HostWalk.Node> names) throws IOException {
    HostWalk.Node first = names.get(0);
    Attributes attributes = attributes(first);
    Sha256 digest = digest(first);
    int group = linkGroups.incrementAndGet();
    for (HostWalk.Node name : names) {
      add(name.relative(), attributes, first.file(), digest, group);
    }
  }

  private void add(
      RelativePath path, Attributes attributes, HostFile file, Sha256 digest, int group) {
    entries.add(new Entry.File(path, attributes, file.size(), digest, group));
  }

  private Sha256 digest(HostWalk.Node node) throws IOException {
    Sha256 known = cache.find(node.file());
    if (known != null) {
      return known;
    }
    if (budget.addAndGet(-node.file().size()) < 0) {
      throw new UnknownFileException();
    }
    @Nullable FileCopier copier = idle.poll();
    copier = copier == null ? new FileCopier(null) : copier;
    Sha256 digest = copier.hash(node.path(), node.file().size());
    idle.add(copier);
    cache.learn(node.file(), digest);
    return digest;
  }
}
