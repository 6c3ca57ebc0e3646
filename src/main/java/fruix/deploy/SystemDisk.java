package fruix.deploy;

import fruix.diag.FruixException;
import fruix.image.ImageOutput;
import fruix.image.disk.DiskComposer;
import fruix.image.disk.DiskOptions;
import fruix.io.RelativePath;
import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;

/** A disk from which a machine boots a closure: its root tree and its loader, laid out. */
public final class SystemDisk {
  private static final RelativePath LOADER = new RelativePath("boot/loader.efi");

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
    ClosureFiles.Found loader = loader(store, root.closure());
    return new SystemDisk(
        root,
        DiskComposer.plan(options, root.manifest(), loader.entry()),
        loader.place().path().under(store.physical(loader.place().item())));
  }

  private static ClosureFiles.Found loader(Store store, StorePath closure) {
    HashSet<StorePath> requisites =
        new HashSet<>(new StoreGraph(store).requisites(List.of(closure)));
    return new ClosureFiles(store, closure, requisites)
        .find(LOADER)
        .orElseThrow(() -> FruixException.failed(closure + " has no " + LOADER));
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
