package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks a FAT file system as a fsck that changes nothing. */
final class FatVerifier {
  private static final int MOST_FAULTS = 100;
  private static final int DEEPEST = 500;

  private final ImageInput image;
  private final FatGeometry geometry;
  private final FatReader reader;
  private final BitSet used = new BitSet();
  private final List<String> faults = new ArrayList<>();

  FatVerifier(ImageInput image, FatGeometry geometry, FatReader reader) {
    this.image = image;
    this.geometry = geometry;
    this.reader = reader;
  }

  List<String> verify() {
    long root = geometry.bits() == 32 ? reader.rootCluster() : 0;
    if (root == 0 || claim("/", root, -1)) {
      directory("/", root, 0, 0);
    }
    compareCopies();
    lostClusters();
    if (geometry.bits() == 32) {
      fsInfo();
    }
    return faults;
  }

  private void directory(String path, long cluster, long parent, int depth) {
    if (depth > DEEPEST) {
      fault(path + " is nested too deeply");
      return;
    }
    List<FatDirectory.Item> items;
    try {
      items = reader.items(cluster);
    } catch (FruixException e) {
      fault(path + ": " + e.getMessage());
      return;
    }
    if (depth > 0) {
      dots(path, items, cluster, depth == 1 ? 0 : parent);
    }
    Set<String> names = new HashSet<>();
    for (FatDirectory.Item item : items) {
      if (item.isDots() && depth > 0) {
        continue;
      }
      String child = path + (path.endsWith("/") ? "" : "/") + item.name();
      if (!names.add(item.name().toUpperCase(Locale.ROOT))) {
        fault(child + " is there twice");
      }
      if (item.directory()) {
        if (claim(child, item.cluster(), -1)) {
          directory(child, item.cluster(), cluster, depth + 1);
        }
      } else if (item.cluster() != 0 || item.size() != 0) {
        claim(child, item.cluster(), item.size());
      }
    }
  }

  private void dots(String path, List<FatDirectory.Item> items, long self, long parent) {
    boolean good =
        items.size() >= 2
            && items.get(0).name().equals(".")
            && items.get(0).cluster() == self
            && items.get(1).name().equals("..")
            && items.get(1).cluster() == parent;
    if (!good) {
      fault(path + " does not begin with right entries for . and ..");
    }
  }

  /** Marks the chain from FIRST on; false if it is unusable. SIZE is −1 where none is known. */
  private boolean claim(String path, long first, long size) {
    List<FatTable.Run> runs;
    try {
      runs = reader.table().chain(first);
    } catch (FruixException e) {
      fault(path + ": " + e.getMessage());
      return false;
    }
    long count = 0;
    for (FatTable.Run run : runs) {
      int from = (int) run.first();
      int to = from + (int) run.count();
      int clash = used.nextSetBit(from);
      if (clash >= 0 && clash < to) {
        fault(path + " shares cluster " + clash + " with another file");
        return false;
      }
      used.set(from, to);
      count += run.count();
    }
    int cluster = geometry.clusterSize();
    if (size >= 0 && count != (size + cluster - 1) / cluster) {
      fault(path + " has " + count + " clusters, which its size of " + size + " does not need");
    }
    return true;
  }

  private void compareCopies() {
    for (int copy = 1; copy < geometry.fatCount(); copy++) {
      for (long done = 0; done < geometry.fatSectors() * SECTOR; ) {
        int length = (int) Math.min(1 << 16, geometry.fatSectors() * SECTOR - done);
        ByteBuffer first = image.read(geometry.fatOffset(0) + done, length);
        if (!first.equals(image.read(geometry.fatOffset(copy) + done, length))) {
          fault("the copies of the FAT differ");
          return;
        }
        done += length;
      }
    }
  }

  private void lostClusters() {
    long lost = 0;
    for (long c = FatLayout.FIRST_CLUSTER; geometry.isCluster(c); c++) {
      long entry = reader.table().entry(c);
      boolean bad = entry == geometry.endOfChain() - 8;
      if (entry != 0 && !bad && !used.get((int) c)) {
        lost++;
      }
    }
    if (lost > 0) {
      fault(lost + " clusters are taken, but belong to no file");
    }
  }

  private void fsInfo() {
    ByteBuffer boot = image.read(0, SECTOR);
    int at = boot.getShort(FatLayout.FS_INFO_SECTOR) & 0xffff;
    if (at == 0 || at >= geometry.reservedSectors()) {
      fault("there is no FSInfo sector");
      return;
    }
    ByteBuffer info = image.read((long) at * SECTOR, SECTOR);
    if (info.getInt(0) != FatLayout.FS_INFO_LEAD_VALUE
        || info.getInt(FatLayout.FS_INFO_STRUCTURE) != FatLayout.FS_INFO_STRUCTURE_VALUE) {
      fault("the FSInfo sector has a wrong signature");
      return;
    }
    long free = info.getInt(FatLayout.FS_INFO_FREE) & 0xffffffffL;
    if (free != 0xffffffffL && free != geometry.clusters() - used.cardinality()) {
      fault(
          "FSInfo counts "
              + free
              + " free clusters, but there are "
              + (geometry.clusters() - used.cardinality()));
    }
    int backup = boot.getShort(FatLayout.BACKUP_BOOT_SECTOR) & 0xffff;
    if (backup != 0
        && backup < geometry.reservedSectors()
        && !image.read((long) backup * SECTOR, SECTOR).equals(boot)) {
      fault("the boot sector and its backup differ");
    }
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }
}
