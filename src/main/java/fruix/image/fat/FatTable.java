package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** One copy of the FAT of an image, read a page at a time. */
final class FatTable {
  private static final int PAGE = 1 << 16;
  private static final int WIDE_MASK = 0x0fffffff;

  private final ImageInput image;
  private final FatGeometry geometry;
  private final int copy;
  private long pageOffset = -1;
  private ByteBuffer page = ByteBuffer.allocate(0);

  FatTable(ImageInput image, FatGeometry geometry, int copy) {
    this.image = image;
    this.geometry = geometry;
    this.copy = copy;
  }

  /** What the entry of CLUSTER says: 0 for free, the next cluster, or an end mark. */
  long entry(long cluster) {
    return switch (geometry.bits()) {
      case 32 -> (at(cluster * 4) | at(cluster * 4 + 2) << 16) & WIDE_MASK;
      case 16 -> at(cluster * 2);
      default -> {
        long pair = octet(cluster * 3 / 2) | octet(cluster * 3 / 2 + 1) << 8;
        yield (cluster & 1) == 0 ? pair & 0xfff : pair >> 4;
      }
    };
  }

  boolean isEnd(long entry) {
    return entry >= (geometry.endOfChain() & ~7);
  }

  /**
   * The chain from FIRST on as runs of consecutive clusters. A diagnostic when it leaves the file
   * system, comes to a free or bad cluster, or does not end.
   */
  List<Run> chain(long first) {
    List<Run> runs = new ArrayList<>();
    long start = first;
    long count = 0;
    long total = 0;
    long cluster = first;
    while (true) {
      if (!geometry.isCluster(cluster)) {
        throw image.damaged("a chain of clusters leads to " + cluster + ", which is none");
      }
      if (++total > geometry.clusters()) {
        throw image.damaged("a chain of clusters goes round in circles");
      }
      count++;
      long next = entry(cluster);
      if (next != cluster + 1) {
        runs.add(new Run(start, count));
        if (isEnd(next)) {
          return runs;
        }
        start = next;
        count = 0;
      }
      cluster = next;
    }
  }

  /** COUNT consecutive clusters from FIRST on. */
  record Run(long first, long count) {}

  private long at(long offset) {
    return octet(offset) | octet(offset + 1) << 8;
  }

  private long octet(long offset) {
    if (pageOffset < 0 || offset < pageOffset || offset >= pageOffset + page.limit()) {
      pageOffset = offset / PAGE * PAGE;
      int length = (int) Math.min(PAGE, geometry.fatSectors() * SECTOR - pageOffset);
      page =
          image.read(geometry.fatOffset(copy) + pageOffset, length).order(ByteOrder.LITTLE_ENDIAN);
    }
    return page.get((int) (offset - pageOffset)) & 0xff;
  }
}
