package fruix.source;

import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes a source tree from a repository or an archive: puts it where it belongs in the item, with
 * the attributes that it would have from a directory, and knows its manifest in the end. For one
 * thread.
 */
final class SourceSink implements TreeSink {
  private final RelativePath root;
  private final TreeSink out;
  private final Map<RelativePath, Entry> entries = new HashMap<>();
  private int linkGroups;

  /**
   * @param root what is below it is taken; everything handed over is
   */
  SourceSink(RelativePath root, TreeSink out) {
    this.root = root;
    this.out = out;
    entries.put(RelativePath.ROOT, new Entry.Directory(RelativePath.ROOT, Attributes.DIRECTORY));
  }

  /** The manifest of the tree so far. */
  Manifest manifest() {
    return Manifest.of(new ArrayList<>(entries.values()));
  }

  private RelativePath below(RelativePath path) {
    if (root.isRoot() || path.equals(root)) {
      return root.isRoot() ? path : RelativePath.ROOT;
    }
    return new RelativePath(path.value().substring(root.value().length() + 1));
  }

  private static RelativePath place(RelativePath path) {
    return path.isRoot() ? SourceLayout.TREE : SourceLayout.TREE.resolve(path.value());
  }

  private void put(Entry entry) {
    entries.put(entry.path(), entry);
    RelativePath at = entry.path();
    while (!at.isRoot()) {
      at = at.parent();
      if (entries.putIfAbsent(at, new Entry.Directory(at, Attributes.DIRECTORY)) != null) {
        return;
      }
    }
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    RelativePath here = below(path);
    out.directory(place(here), Attributes.DIRECTORY);
    put(new Entry.Directory(here, Attributes.DIRECTORY));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    RelativePath here = below(path);
    Attributes plain = (attributes.mode() & 0100) != 0 ? Attributes.EXECUTABLE : Attributes.FILE;
    MessageDigest digest = Sha256.newDigest();
    out.file(place(here), plain, size, new DigestInputStream(content, digest));
    put(new Entry.File(here, plain, size, Sha256.of(digest), 0));
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    RelativePath here = below(path);
    out.symlink(place(here), Attributes.SYMLINK, target);
    put(new Entry.Symlink(here, Attributes.SYMLINK, target));
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    RelativePath here = below(path);
    if (!(entries.get(below(existing)) instanceof Entry.File file)) {
      throw new IOException("`" + existing + "' is not a regular file of the source");
    }
    out.hardlink(place(here), place(file.path()));
    int group = file.linkGroup() == 0 ? ++linkGroups : file.linkGroup();
    for (RelativePath name : new RelativePath[] {file.path(), here}) {
      put(new Entry.File(name, file.attributes(), file.size(), file.digest(), group));
    }
  }
}
