package fruix.deploy;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.image.FileContent;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the root file system of a machine that runs a closure holds: what the closure's {@code
 * metadata/rootfs.mtree} asks for, the requisites below {@code /frx/store} with their registrations
 * and manifests, {@code /run/current-system} and the garbage collector's roots. The same for the
 * same closure, whatever store it lies in.
 */
public final class RootfsPlan implements FileContent {
  private final StorePath closure;
  private final Manifest manifest;
  private final Map<RelativePath, RootfsContent> contents;

  RootfsPlan(StorePath closure, Manifest manifest, Map<RelativePath, RootfsContent> contents) {
    this.closure = closure;
    this.manifest = manifest;
    this.contents = Map.copyOf(contents);
  }

  /** The plan for the valid item CLOSURE of STORE; an error if it is not a system closure. */
  public static RootfsPlan of(Store store, StorePath closure) {
    return new RootfsPlanner(store, closure).plan();
  }

  public StorePath closure() {
    return closure;
  }

  /** This with one more regular file, {@code root:wheel 0644}; an error when PATH is taken. */
  public RootfsPlan withFile(RelativePath path, byte[] bytes) {
    Map<RelativePath, Entry> entries = new TreeMap<>();
    manifest.entries().forEach(entry -> entries.put(entry.path(), entry));
    Attributes attributes = Attributes.FILE.withMode(0644);
    Entry.File file = new Entry.File(path, attributes, bytes.length, Sha256.of(bytes), 0);
    if (entries.put(path, file) != null) {
      throw FruixException.failed("the root tree has a `/" + path + "' of its own");
    }
    for (RelativePath at = path.parent(); !at.isRoot(); at = at.parent()) {
      entries.putIfAbsent(at, new Entry.Directory(at, Attributes.DIRECTORY.withMode(0755)));
    }
    Map<RelativePath, RootfsContent> more = new HashMap<>(contents);
    more.put(path, new RootfsContent.Made(bytes));
    return new RootfsPlan(closure, Manifest.of(new ArrayList<>(entries.values())), more);
  }

  /** Every path, with the attributes that it has on that machine. */
  public Manifest manifest() {
    return manifest;
  }

  /** Opens the regular file PATH. */
  @Override
  public ReadableByteChannel open(RelativePath path) throws IOException {
    RootfsContent content = contents.get(path);
    if (content == null) {
      throw new IOException("not a regular file of the root tree: " + path);
    }
    return content.open();
  }
}
