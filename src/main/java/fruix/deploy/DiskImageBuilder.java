package fruix.deploy;

import fruix.build.BuildContext;
import fruix.build.Builder;
import fruix.build.Form;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.Seed;
import fruix.image.disk.DiskFormat;
import fruix.image.disk.DiskOptions;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.store.StorePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code disk-image}: a disk from which a machine boots a closure. */
public final class DiskImageBuilder implements Builder {
  private static final List<String> FIRMWARE = List.of("uefi", "uefi+bios");
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
    StorePath closure = SystemClosure.named(context);
    DiskOptions options = options(context, closure);
    DiskFormat format = options.format();
    SystemDisk disk =
        SystemDisk.plan(context.store(), RootfsPlan.of(context.store(), closure), options);
    long capacity = disk.layout().capacity();
    context.log("a disk of " + capacity + " bytes, its root of " + disk.layout().rootSize());
    Path raw = context.scratch().resolve(DiskFormat.RAW.fileName());
    try (FileOutput output = FileOutput.create(raw, capacity)) {
      disk.write(output);
    }
    Path image = format == DiskFormat.RAW ? raw : convert(raw, options);
    out.directory(RelativePath.ROOT, Attributes.DIRECTORY);
    try (InputStream in = Files.newInputStream(image)) {
      out.file(image(format), Attributes.FILE, Files.size(image), in);
    }
  }

  /** The image in an item that was asked for in FORMAT. */
  public static RelativePath image(DiskFormat format) {
    return new RelativePath(format.fileName());
  }

  private static Path convert(Path raw, DiskOptions options) {
    Path image = raw.resolveSibling(options.format().fileName());
    try (FileInput disk = FileInput.open(raw)) {
      options.format().write(disk, image, options.seed());
    }
    return image;
  }

  private static DiskOptions options(BuildContext context, StorePath closure) {
    DiskOptions options = DiskOptions.of(Seed.of(closure.toString()));
    for (Form form : context.forms()) {
      form.arity(1, 1);
      switch (form.tag()) {
        case "closure" -> {}
        case "disk-capacity" -> options = options.withCapacity(size(form));
        case "root-size" -> options = options.withRootSize(size(form));
        case "root-label" -> options = withRootLabel(options, form);
        case "swap-size" -> options = options.withSwapSize(size(form));
        case "format" -> options = options.withFormat(format(form));
        case "firmware" -> {
          if (form.symbol(0, FIRMWARE).equals("uefi+bios")) {
            options = options.withBios(BiosPrograms.of(context.store(), closure));
          }
        }
        default -> throw form.unknown();
      }
    }
    return options;
  }

  private static DiskFormat format(Form form) {
    return DiskFormat.named(form.symbol(0, DiskFormat.names())).orElseThrow();
  }

  private static DiskOptions withRootLabel(DiskOptions options, Form form) {
    try {
      return options.withRootLabel(form.string(0));
    } catch (IllegalArgumentException e) {
      throw form.error(String.valueOf(e.getMessage()));
    }
  }

  /** The argument of FORM: a size in bytes. */
  static long size(Form form) {
    long bytes = form.number(0);
    if (bytes == 0 || bytes % SECTOR != 0) {
      throw form.error("not a size in whole sectors of " + SECTOR + " bytes");
    }
    return bytes;
  }
}
