package fruix.store;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.io.SymbolicLinks;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.TreeSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/**
 * Writes one item: each file is copied, hashed and searched for references in one pass. Several
 * threads may add different paths. Everything must be added through here; what another program puts
 * into the item's directory is not seen (let it write to {@link #scratch} and import that).
 */
public final class ItemWriter implements TreeSink {
  private final Store store;
  private final ItemTree tree;
  private final Path scratch;
  private final PhysicalAttributes physical;
  private final boolean scan;
  private final Queue<FileCopier> idle = new ConcurrentLinkedQueue<>();
  private final Set<String> found = new TreeSet<>();

  ItemWriter(Store store, Path top, Path scratch, PhysicalAttributes physical, boolean scan) {
    this.store = store;
    this.tree = new ItemTree(top);
    this.scratch = scratch;
    this.physical = physical;
    this.scan = scan;
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    tree.directory(path, attributes);
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    tree.claim(path);
    Sha256 digest = create(path, attributes, (copier, out) -> copier.write(content, size, out));
    addFile(path, attributes, size, digest);
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, Path source)
      throws IOException {
    file(path, attributes, source, size, count -> {});
  }

  /** Adds a regular file that holds BYTES. */
  public void file(RelativePath path, Attributes attributes, byte[] bytes) throws IOException {
    file(path, attributes, bytes.length, new ByteArrayInputStream(bytes));
  }

  /** Adds a regular file that holds what the regular file SOURCE of the host holds. */
  public void file(RelativePath path, Attributes attributes, Path source) throws IOException {
    file(path, attributes, source, HostFile.of(source).size(), count -> {});
  }

  /**
   * As {@link #file(RelativePath, Attributes, Path)}, of a known SIZE; tells COPIED of bytes on the
   * way, and the digest.
   */
  Sha256 file(RelativePath path, Attributes attributes, Path source, long size, LongConsumer copied)
      throws IOException {
    tree.claim(path);
    Sha256 digest =
        create(path, attributes, (copier, out) -> copier.copy(source, size, out, copied));
    addFile(path, attributes, size, digest);
    return digest;
  }

  private void addFile(RelativePath path, Attributes attributes, long size, Sha256 digest)
      throws IOException {
    physical.applyToFile(tree.physical(path), attributes, tree.birth());
    tree.put(new Entry.File(path, attributes, size, digest, 0));
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    Entry.Symlink entry = new Entry.Symlink(path, attributes, target);
    tree.claim(path);
    Path link = tree.physical(path);
    SymbolicLinks.create(link, target);
    physical.applyToSymlink(link, attributes, tree.birth());
    if (scan) {
      scanTarget(target);
    }
    tree.put(entry);
  }

  private void scanTarget(String target) {
    ReferenceScanner scanner = new ReferenceScanner();
    byte[] bytes = target.getBytes(StandardCharsets.UTF_8);
    scanner.update(bytes, bytes.length);
    synchronized (found) {
      found.addAll(scanner.found());
    }
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    tree.claim(path);
    Files.createLink(tree.physical(path), tree.physical(existing));
    tree.link(path, existing);
  }

  /** Copies what SELECTION takes of the host tree (or file, or link) HOST to AT. */
  public void importTree(Path host, RelativePath at, Selection selection)
      throws IOException, InterruptedException {
    importTree(host, at, selection, (node, digest) -> {});
  }

  void importTree(Path host, RelativePath at, Selection selection, TreeImport.Watcher watcher)
      throws IOException, InterruptedException {
    HostWalk.run(host, selection.includes(), new TreeImport(this, at, selection, watcher));
  }

  /**
   * Copies FROM in the valid item ITEM, with what lies below it, to TO, attributes and hard links
   * included. A file that is not what the item's manifest says is an IOException.
   */
  public void copy(StorePath item, RelativePath from, RelativePath to) throws IOException {
    Manifest manifest = store.manifest(item);
    Path top = store.physical(item);
    LinkNames names = new LinkNames();
    boolean any = false;
    for (Entry entry : manifest.entries()) {
      if (!from.contains(entry.path())) {
        continue;
      }
      any = true;
      RelativePath path = moved(entry.path(), from, to);
      if (entry instanceof Entry.Directory directory) {
        directory(path, directory.attributes());
      } else if (entry instanceof Entry.Symlink link) {
        symlink(path, link.attributes(), link.target());
      } else if (entry instanceof Entry.File file && !names.linked(file, path, this)) {
        copyFile(entry.path().under(top), file, path);
      }
    }
    if (!any) {
      throw new IOException("there is no `" + from + "' in " + item);
    }
  }

  private static RelativePath moved(RelativePath path, RelativePath from, RelativePath to) {
    int skip = from.isRoot() ? 0 : from.value().length() + 1;
    return path.value().length() <= skip ? to : to.resolve(path.value().substring(skip));
  }

  private void copyFile(Path source, Entry.File file, RelativePath path) throws IOException {
    tree.claim(path);
    Sha256 digest =
        create(
            path,
            file.attributes(),
            (copier, out) -> copier.copy(source, file.size(), out, count -> {}));
    if (!digest.equals(file.digest())) {
      throw new IOException("the store is damaged (try `fruix store repair'): " + source);
    }
    addFile(path, file.attributes(), file.size(), digest);
  }

  /**
   * An empty directory on the store's file system that is no part of the item and is removed when
   * the item is done.
   */
  public Path scratch() throws IOException {
    if (!Files.isDirectory(scratch)) {
      Files.createDirectory(scratch);
    }
    return scratch;
  }

  /**
   * Moves what there is of the item to TARGET, on the same file system, so that someone can look
   * why it failed; false if there is nothing. Nothing can be added after that.
   */
  public boolean moveAway(Path target) throws IOException {
    Path top = tree.physical(RelativePath.ROOT);
    if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Files.move(top, target, StandardCopyOption.ATOMIC_MOVE);
    return true;
  }

  ItemTree tree() {
    return tree;
  }

  /** The hash parts of all store paths seen so far. */
  Set<String> found() {
    synchronized (found) {
      idle.forEach(copier -> found.addAll(copier.found()));
      return Set.copyOf(found);
    }
  }

  /** How a new file gets its contents. */
  private interface Contents {
    Sha256 write(FileCopier copier, FileChannel out) throws IOException;
  }

  private Sha256 create(RelativePath path, Attributes attributes, Contents contents)
      throws IOException {
    FileCopier idler = idle.poll();
    FileCopier copier =
        idler == null ? new FileCopier(scan ? new ReferenceScanner() : null) : idler;
    try (FileChannel out = physical.create(tree.physical(path), attributes)) {
      return contents.write(copier, out);
    } finally {
      copier.reset();
      idle.add(copier);
    }
  }
}
