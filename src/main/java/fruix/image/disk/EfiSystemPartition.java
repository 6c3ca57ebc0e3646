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

/** The FAT file system that firmware looks for its program in. */
public final class EfiSystemPartition {
  /** Where firmware looks when it has not been told (UEFI 2.10, table 3.2). */
  static final RelativePath PROGRAM = new RelativePath("EFI/BOOT/BOOTX64.EFI");

  private static final long MIB = 1 << 20;

  /** FAT32 begins at 33 MiB; room besides for a second loader and for `loader.env'. */
  private static final long LEAST = 40 * MIB;

  /** FAT16, which El Torito has room for. */
  private static final long LEAST_ON_DISC = 4 * MIB;

  private final Manifest tree;
  private final FatOptions options;

  private EfiSystemPartition(Manifest tree, FatOptions options) {
    this.tree = tree;
    this.options = options;
  }

  /** One that holds LOADER as the program, FAT32. */
  static EfiSystemPartition of(Entry.File loader, Seed seed) {
    return of(loader, seed, Math.max(LEAST, (3 * loader.size() / MIB + 4) * MIB));
  }

  /** A small one for an ISO image, where nobody writes to it. */
  public static EfiSystemPartition forDisc(Entry.File loader, Seed seed) {
    return of(loader, seed, Math.max(LEAST_ON_DISC, (loader.size() / MIB + 2) * MIB));
  }

  private static EfiSystemPartition of(Entry.File loader, Seed seed, long size) {
    List<Entry> entries = new ArrayList<>();
    for (RelativePath at = PROGRAM.parent(); !at.isRoot(); at = at.parent()) {
      entries.add(new Entry.Directory(at, Attributes.DIRECTORY));
    }
    entries.add(new Entry.Directory(RelativePath.ROOT, Attributes.DIRECTORY));
    entries.add(new Entry.File(PROGRAM, Attributes.FILE, loader.size(), loader.digest(), 0));
    return new EfiSystemPartition(Manifest.of(entries), new FatOptions(size, "EFISYS", seed));
  }

  /** In bytes. */
  public long size() {
    return options.size();
  }

  /** Writes it on PARTITION, of its size; LOADER has the one file that it was made for. */
  public void write(ImageOutput partition, FileContent loader) {
    FatWriter.write(partition, options, tree, loader);
  }
}
