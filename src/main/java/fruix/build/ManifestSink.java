package fruix.build;

import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Takes a tree and keeps its manifest only: a second build needs no room. Safe for several threads.
 */
final class ManifestSink implements TreeSink {
  private static final int BUFFER = 1 << 16;

  private final Map<RelativePath, Entry> entries = new HashMap<>();
  private final Set<RelativePath> implied = new HashSet<>();
  private final byte[] buffer = new byte[BUFFER];
  private int linkGroups;

  /** The manifest of everything so far; an empty tree is an empty directory. */
  synchronized Manifest manifest() throws IOException {
    if (entries.isEmpty()) {
      directory(RelativePath.ROOT, Attributes.DIRECTORY);
    }
    return Manifest.of(new ArrayList<>(entries.values()));
  }

  @Override
  public synchronized void directory(RelativePath path, Attributes attributes) throws IOException {
    if (!implied.remove(path)) {
      claim(path);
    }
    entries.put(path, new Entry.Directory(path, attributes));
  }

  private void claim(RelativePath path) throws IOException {
    if (entries.containsKey(path)) {
      throw new IOException("the item has `" + path + "' twice");
    }
    RelativePath at = path;
    while (!at.isRoot()) {
      at = at.parent();
      Entry parent = entries.get(at);
      if (parent == null) {
        entries.put(at, new Entry.Directory(at, Attributes.DIRECTORY));
        implied.add(at);
      } else if (!(parent instanceof Entry.Directory)) {
        throw new IOException("`" + at + "' is not a directory of the item");
      }
    }
  }

  @Override
  public synchronized void file(
      RelativePath path, Attributes attributes, long size, InputStream content) throws IOException {
    claim(path);
    MessageDigest digest = Sha256.newDigest();
    long seen = 0;
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      digest.update(buffer, 0, count);
      seen += count;
    }
    if (seen != size) {
      throw new IOException("`" + path + "' has " + seen + " bytes instead of " + size);
    }
    entries.put(path, new Entry.File(path, attributes, size, Sha256.of(digest), 0));
  }

  @Override
  public synchronized void symlink(RelativePath path, Attributes attributes, String target)
      throws IOException {
    claim(path);
    entries.put(path, new Entry.Symlink(path, attributes, target));
  }

  @Override
  public synchronized void hardlink(RelativePath path, RelativePath existing) throws IOException {
    if (!(entries.get(existing) instanceof Entry.File file)) {
      throw new IOException("`" + existing + "' is not a regular file of the item");
    }
    claim(path);
    int group = file.linkGroup() == 0 ? ++linkGroups : file.linkGroup();
    entries.put(
        existing, new Entry.File(existing, file.attributes(), file.size(), file.digest(), group));
    entries.put(path, new Entry.File(path, file.attributes(), file.size(), file.digest(), group));
  }
}
