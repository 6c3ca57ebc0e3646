package fruix.deploy;

import fruix.image.ImageOutput;
import fruix.image.disk.DiskComposer;
import fruix.image.disk.DiskOptions;
import fruix.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk from which a machine boots a closure: its root tree and its loader, laid out. */
public final class SystemDisk {
  private final RootfsPlan root;
  private final DiskComposer layout;
  private final Path loader;

  private SystemDisk(RootfsPlan root, DiskComposer layout, Path loader) {
    this.root = root;
    this.layout = layout;
    this.loader = loader;
  }

  /** Plans the disk of ROOT, whose closure is in STORE; an error when it has no loader. */
  public static SystemDisk plan(Store store, RootfsPlan root, DiskOptions options) {
    ClosureFiles.Found loader = SystemClosure.loader(store, root.closure());
    return new SystemDisk(
        root,
        DiskComposer.plan(options, root.manifest(), loader.entry()),
        loader.place().path().under(store.physical(loader.place().item())));
  }

  public RootfsPlan root() {
    return root;
  }

  /** Where everything lies on the disk. */
  public DiskComposer layout() {
    return layout;
  }

  /** Writes the disk on DISK, of the layout's capacity. */
  public void write(ImageOutput disk) {
    layout.write(disk, root, path -> Files.newByteChannel(loader));
  }
}
