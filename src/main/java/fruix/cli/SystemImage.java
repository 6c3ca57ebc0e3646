package fruix.cli;

import fruix.deploy.DiskImageBuilder;
import fruix.image.FileInput;
import fruix.image.ImageInput;
import fruix.image.disk.DiskComposer;
import fruix.image.disk.DiskFormat;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.io.RelativePath;
import fruix.scheme.DiskForm;
import fruix.scheme.DiskSizes;
import fruix.scheme.LoweredMedium;
import fruix.store.Store;
import fruix.store.StorePath;
import java.nio.file.Path;
import java.util.List;

/** A disk image of a declared system, for the commands that need one. */
final class SystemImage {
  private final Store store;
  private final SystemBuild build;
  private final LoweredMedium medium;
  private final RelativePath path;

  /** Evaluates DECLARATION; builds nothing. */
  SystemImage(
      Session session,
      Store store,
      DeclarationOptions declaration,
      DiskSizes sizes,
      DiskFormat format,
      boolean bios) {
    this.store = store;
    this.build = new SystemBuild(session, store, declaration, false);
    this.medium = build.lowerDiskImage(sizes, new DiskForm(format.text(), bios));
    this.path = DiskImageBuilder.image(format);
  }

  /** Adds them for a disk that is made as large as its partitions need. */
  static Syntax addSizesTo(Syntax syntax) {
    return addSizesTo("what the partitions need", syntax);
  }

  /** Adds them for a disk that without a size has CAPACITY. */
  static Syntax addSizesTo(String capacity, Syntax syntax) {
    return syntax
        .option(
            "SIZE",
            "size of the root file system, as 6g (default: the rest of the disk, or what is needed)",
            "--root-size")
        .option("SIZE", "size of the disk (default: " + capacity + ")", "--disk-capacity")
        .option("SIZE", "size of a swap partition (default: none)", "--swap-size");
  }

  static Syntax addBiosTo(Syntax syntax) {
    return syntax.flag("let a BIOS boot it, too, not UEFI firmware alone", "--bios");
  }

  static DiskSizes sizes(Arguments given) {
    return new DiskSizes(
        ByteSize.of(given, "--root-size"),
        ByteSize.of(given, "--disk-capacity"),
        ByteSize.of(given, "--swap-size"));
  }

  /** What would be built. */
  Results plan() {
    return build.plan(medium.system(), List.of(medium.system().closure(), medium.medium()));
  }

  /** Builds closure and image. */
  Results realise() {
    Results results =
        build.realise(medium.system(), List.of(medium.system().closure(), medium.medium()));
    StorePath item = medium.medium().path();
    results.add(Key.DISK_IMAGE, item + "/" + path).add(Key.DISK_IMAGE_PHYSICAL_PATH, file());
    try (FileInput file = FileInput.open(file())) {
      ImageInput image = DiskFormat.open(file).map(disk -> (ImageInput) disk).orElse(file);
      results.add(Key.DISK_CAPACITY, image.size());
      GptReader.read(image).stream()
          .filter(partition -> partition.name().equals(DiskComposer.ROOT_NAME))
          .mapToLong(Partition::size)
          .forEach(size -> results.add(Key.ROOT_SIZE, size));
    }
    return results;
  }

  /** The image, once it is built. */
  Path file() {
    return path.under(store.physical(medium.medium().path()));
  }
}
