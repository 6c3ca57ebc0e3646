package fruix.deploy;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.Form;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.image.FileOutput;
import fruix.image.Seed;
import fruix.image.disk.EfiSystemPartition;
import fruix.image.iso.IsoOptions;
import fruix.image.iso.IsoPlan;
import fruix.image.iso.IsoWriter;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.store.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code iso-image}: a disc from which UEFI firmware starts a closure that runs in memory. The
 * loader takes the kernel, its own files and the image of the root from {@code /boot} there.
 */
public final class IsoImageBuilder implements Builder {
  /** The image, in the item. */
  public static final RelativePath IMAGE = new RelativePath("image.iso");

  /** The FAT file system that firmware starts the loader from; on the disc in {@code boot}. */
  public static final RelativePath BOOT_IMAGE = new RelativePath("efi.img");

  /** The root file system, of which the kernel makes a memory disk; on the disc in {@code boot}. */
  public static final RelativePath ROOT_IMAGE = new RelativePath("root.img");

  private static final RelativePath BOOT = new RelativePath("boot");

  /** What the system may write to its root while it runs, which takes memory. */
  private static final long FREE = 32L << 20;

  @Override
  public String name() {
    return "iso-image";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public void build(BuildContext context, TreeSink out) throws IOException {
    StorePath closure = SystemClosure.named(context);
    Path scratch = context.scratch();
    Path root = writeRoot(RootfsPlan.of(context.store(), closure), scratch);
    Path efi = writeEfi(SystemClosure.loader(context.store(), closure), context, scratch);
    IsoTree tree = new IsoTree(context.store());
    String label = read(context, tree);
    add(tree, ROOT_IMAGE, root);
    add(tree, BOOT_IMAGE, efi);
    Set<StorePath> requisites = SystemClosure.requisites(context.store(), closure);
    tree.follow(new ClosureFiles(context.store(), closure, requisites), BOOT);
    IsoPlan plan =
        IsoPlan.of(IsoOptions.of(label, BOOT.resolve(BOOT_IMAGE.value())), tree.manifest());
    context.log("a disc of " + plan.size() + " bytes, its root of " + Files.size(root));
    Path iso = scratch.resolve(IMAGE.name());
    try (FileOutput output = FileOutput.create(iso, plan.size())) {
      IsoWriter.write(output, plan, tree);
    }
    out.directory(RelativePath.ROOT, Attributes.DIRECTORY);
    for (Path file : List.of(efi, iso, root)) {
      try (InputStream in = Files.newInputStream(file)) {
        String name = String.valueOf(file.getFileName());
        out.file(new RelativePath(name), Attributes.FILE, Files.size(file), in);
      }
    }
  }

  /** Adds what the parameters ask for to TREE; the label of the disc. */
  private static String read(BuildContext context, IsoTree tree) {
    Set<StorePath> items = new LinkedHashSet<>();
    String label = "";
    for (Form form : context.forms()) {
      switch (form.tag()) {
        case "closure" -> {}
        case "label" -> label = label(form.arity(1, 1));
        case "copy" -> tree.copy(context.input(form.arity(2, 2), 1), form.path(0));
        case "store" ->
            items.addAll(
                SystemClosure.requisites(
                    context.store(), context.input(form.arity(1, 1), 0).item()));
        default -> throw form.unknown();
      }
    }
    if (label.isEmpty()) {
      throw new FruixException(
          Diagnostic.of(ExitCode.BUILD, "iso-image: (label LABEL) is missing"));
    }
    tree.store(items);
    return label;
  }

  private static String label(Form form) {
    try {
      return IsoOptions.of(form.string(0), null).label();
    } catch (IllegalArgumentException e) {
      throw form.error(String.valueOf(e.getMessage()));
    }
  }

  private static Path writeRoot(RootfsPlan root, Path scratch) throws IOException {
    Seed seed = Seed.of(root.closure().toString());
    // Nobody but root is there to keep a reserve from.
    UfsOptions options = UfsOptions.of(seed, "fruix-memory").withMinFree(0).withFreeSpace(FREE);
    UfsPlan plan = UfsPlan.of(options, root.manifest(), List.of());
    Path image = scratch.resolve(ROOT_IMAGE.name());
    try (FileOutput output = FileOutput.create(image, plan.size())) {
      UfsWriter.write(output, plan, root);
    }
    return image;
  }

  private static Path writeEfi(ClosureFiles.Found loader, BuildContext context, Path scratch)
      throws IOException {
    Path program = loader.place().path().under(context.store().physical(loader.place().item()));
    EfiSystemPartition efi =
        EfiSystemPartition.forDisc(loader.entry(), Seed.of(loader.place().item().toString()));
    Path image = scratch.resolve(BOOT_IMAGE.name());
    try (FileOutput output = FileOutput.create(image, efi.size())) {
      efi.write(output, path -> Files.newByteChannel(program));
    }
    return image;
  }

  private static void add(IsoTree tree, RelativePath name, Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    tree.file(BOOT.resolve(name.value()), file, Files.size(file), Sha256.of(digest));
  }
}
