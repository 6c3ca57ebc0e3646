package fruix.deploy;

import fruix.image.FileContent;
import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.util.Map;

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
