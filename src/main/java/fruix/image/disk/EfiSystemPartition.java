package fruix.image.disk;

import fruix.image.FileContent;
import fruix.image.ImageOutput;
import fruix.image.Seed;
import fruix.image.fat.FatOptions;
import fruix.image.fat.FatWriter;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.util.ArrayList;
import java.util.List;

/** The FAT32 file system that firmware looks for its program in. */
final class EfiSystemPartition {
  /** Where firmware looks when it has not been told (UEFI 2.10, table 3.2). */
  static final RelativePath PROGRAM = new RelativePath("EFI/BOOT/BOOTX64.EFI");

  private static final long MIB = 1 << 20;

  /** FAT32 begins at 33 MiB; room besides for a second loader and for `loader.env'. */
  private static final long LEAST = 40 * MIB;

  private final Manifest tree;
  private final FatOptions options;

  private EfiSystemPartition(Manifest tree, FatOptions options) {
    this.tree = tree;
    this.options = options;
  }

  /** One that holds LOADER as the program. */
  static EfiSystemPartition of(Entry.File loader, Seed seed) {
    List<Entry> entries = new ArrayList<>();
    for (RelativePath at = PROGRAM.parent(); !at.isRoot(); at = at.parent()) {
      entries.add(new Entry.Directory(at, Attributes.DIRECTORY));
    }
    entries.add(new Entry.Directory(RelativePath.ROOT, Attributes.DIRECTORY));
    entries.add(new Entry.File(PROGRAM, Attributes.FILE, loader.size(), loader.digest(), 0));
    long size = Math.max(LEAST, (3 * loader.size() / MIB + 4) * MIB);
    return new EfiSystemPartition(Manifest.of(entries), new FatOptions(size, "EFISYS", seed));
  }

  long size() {
    return options.size();
  }

  void write(ImageOutput partition, FileContent loader) {
    FatWriter.write(partition, options, tree, loader);
  }
}
