package fruix.deploy;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.Form;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.image.FileOutput;
import fruix.image.Seed;
import fruix.image.disk.DiskComposer;
import fruix.image.disk.DiskOptions;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.store.Store;
import fruix.store.StoreGraph;
import fruix.store.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** {@code disk-image}: a disk from which a machine boots a closure. */
public final class DiskImageBuilder implements Builder {
  /** The image, in the item. */
  public static final RelativePath IMAGE = new RelativePath("disk.img");

  private static final RelativePath LOADER = new RelativePath("boot/loader.efi");
  private static final int SECTOR = 512;

  @Override
  public String name() {
    return "disk-image";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    StorePath closure = closure(context);
    DiskOptions options = options(context, closure);
    RootfsPlan root = RootfsPlan.of(context.store(), closure);
    ClosureFiles.Found loader = loader(context.store(), closure);
    Path program = loader.place().path().under(context.store().physical(loader.place().item()));
    DiskComposer disk = DiskComposer.plan(options, root.manifest(), loader.entry());
    context.log("a disk of " + disk.capacity() + " bytes, its root of " + disk.rootSize());
    Path image = context.scratch().resolve(IMAGE.name());
    try (FileOutput output = FileOutput.create(image, disk.capacity())) {
      disk.write(output, root, path -> Files.newByteChannel(program));
    }
    out.directory(RelativePath.ROOT, Attributes.DIRECTORY);
    try (InputStream in = Files.newInputStream(image)) {
      out.file(IMAGE, Attributes.FILE, disk.capacity(), in);
    }
  }

  private static StorePath closure(BuildContext context) {
    Optional<StorePath> closure = Optional.empty();
    for (Form form : context.forms()) {
      if (form.tag().equals("closure")) {
        closure = Optional.of(context.input(form.arity(1, 1), 0).item());
      }
    }
    return closure.orElseThrow(
        () ->
            new FruixException(
                Diagnostic.of(ExitCode.BUILD, "disk-image: (closure ITEM) is missing")));
  }

  private static DiskOptions options(BuildContext context, StorePath closure) {
    DiskOptions options = DiskOptions.of(Seed.of(closure.toString()));
    for (Form form : context.forms()) {
      form.arity(1, 1);
      switch (form.tag()) {
        case "closure" -> {}
        case "disk-capacity" -> options = options.withCapacity(size(form));
        case "root-size" -> options = options.withRootSize(size(form));
        case "swap-size" -> options = options.withSwapSize(size(form));
        case "format" -> form.symbol(0, List.of("raw"));
        default -> throw form.unknown();
      }
    }
    return options;
  }

  private static long size(Form form) {
    long bytes = form.number(0);
    if (bytes == 0 || bytes % SECTOR != 0) {
      throw form.error("not a size in whole sectors of " + SECTOR + " bytes");
    }
    return bytes;
  }

  private static ClosureFiles.Found loader(Store store, StorePath closure) {
    HashSet<StorePath> requisites =
        new HashSet<>(new StoreGraph(store).requisites(List.of(closure)));
    return new ClosureFiles(store, closure, requisites)
        .find(LOADER)
        .orElseThrow(() -> FruixException.failed(closure + " has no " + LOADER));
  }
}
