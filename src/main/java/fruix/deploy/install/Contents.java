package fruix.deploy.install;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import fruix.image.fat.FatReader;
import fruix.image.gpt.GptReader;
import fruix.image.gpt.Partition;
import fruix.image.iso.IsoReader;
import fruix.image.ufs.UfsReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a disk holds, as far as its first and last bytes tell. */
final class Contents {
  /** Every signature that is looked for lies within this, from either end. */
  private static final int END = 1 << 20;

  private static final int SECTOR = 512;
  private static final int MBR_SIGNATURE = 510;
  private static final int MBR_PARTITIONS = 446;
  private static final int MBR_ENTRY = 16;
  private static final int MBR_TYPE = 4;

  private final ImageInput disk;
  private final List<String> found = new ArrayList<>();

  private Contents(ImageInput disk) {
    this.disk = disk;
  }

  /**
   * What would be lost on DISK, each as {@code an ext file system}; nothing when its ends are all
   * zeros.
   *
   * @param whole whether to look for other bytes than zeros everywhere, not at the ends only
   */
  static List<String> of(ImageInput disk, boolean whole) {
    Contents contents = new Contents(disk);
    contents.look();
    if (contents.found.isEmpty() && !contents.isBlank(whole)) {
      contents.found.add("data of an unknown kind");
    }
    return List.copyOf(contents.found);
  }

  private void look() {
    if (GptReader.matches(disk)) {
      found.add(table());
    }
    if (UfsReader.matches(disk)) {
      found.add("a UFS file system");
    }
    if (IsoReader.matches(disk)) {
      found.add("an ISO 9660 file system");
    }
    if (FatReader.matches(disk)) {
      found.add("a FAT file system");
    }
    for (Signature signature : Signature.ALL) {
      if (signature.matches(disk)) {
        found.add(signature.description());
      }
    }
    if (found.isEmpty() && hasMbr()) {
      found.add("an MBR partition table");
    }
  }

  private String table() {
    try {
      List<String> names = GptReader.read(disk).stream().map(Contents::name).toList();
      return names.isEmpty()
          ? "a partition table without partitions"
          : "the partitions " + String.join(", ", names);
    } catch (FruixException damaged) {
      return "a damaged partition table";
    }
  }

  private static String name(Partition partition) {
    return partition.name().isEmpty() ? partition.id().toString() : partition.name();
  }

  /** Four entries, at least one of them in use, behind a boot program. */
  private boolean hasMbr() {
    if (disk.size() < SECTOR) {
      return false;
    }
    ByteBuffer sector = disk.read(0, SECTOR);
    boolean used = false;
    for (int entry = MBR_PARTITIONS; entry < MBR_SIGNATURE; entry += MBR_ENTRY) {
      used |= sector.get(entry + MBR_TYPE) != 0;
    }
    return used && (sector.getShort(MBR_SIGNATURE) & 0xffff) == 0xaa55;
  }

  private boolean isBlank(boolean whole) {
    if (whole || disk.size() <= 2L * END) {
      return isBlank(0, disk.size());
    }
    return isBlank(0, END) && isBlank(disk.size() - END, END);
  }

  private boolean isBlank(long from, long length) {
    for (long done = 0; done < length; done += END) {
      ByteBuffer piece = disk.read(from + done, (int) Math.min(END, length - done));
      if (piece.mismatch(ByteBuffer.allocate(piece.limit())) >= 0) {
        return false;
      }
    }
    return true;
  }
}
