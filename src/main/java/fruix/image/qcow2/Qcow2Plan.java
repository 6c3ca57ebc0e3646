package fruix.image.qcow2;

import static fruix.image.qcow2.Qcow2Layout.CLUSTER;
import static fruix.image.qcow2.Qcow2Layout.ENTRIES;

import fruix.image.ImageBlocks;

/**
 * Where everything goes: header, reference counts, the level 1 table, the level 2 tables that are
 * needed, data. Positions are in clusters.
 *
 * @param refcountBlocks of counts, enough for all clusters
 * @param l2Tables how many there are; one where any of its clusters holds data
 * @param data the first cluster of the data
 * @param clusters of the whole file, when no cluster is compressed; compressed it has no more
 */
record Qcow2Plan(
    int refcountTableClusters,
    int refcountBlocks,
    int l1Entries,
    int l1Clusters,
    int l2Tables,
    long data,
    long clusters) {
  private static final int REFCOUNT_TABLE = 1;

  static Qcow2Plan of(ImageBlocks blocks) {
    int l1Entries = ceil(blocks.count(), ENTRIES);
    int l1Clusters = Math.max(1, ceil(l1Entries, ENTRIES));
    int l2Tables = 0;
    for (int first = 0; first < blocks.count(); first += ENTRIES) {
      l2Tables += blocks.hasData(first, first + ENTRIES) ? 1 : 0;
    }
    long others = 1L + l1Clusters + l2Tables + blocks.dataCount();
    int refcountBlocks = 0;
    int tableClusters = 0;
    long clusters = 0;
    do { // the counts count themselves, too
      refcountBlocks = ceil(Math.max(1, clusters), Qcow2Layout.REFCOUNTS);
      tableClusters = ceil(refcountBlocks, ENTRIES);
      clusters = others + refcountBlocks + tableClusters;
    } while (clusters > (long) refcountBlocks * Qcow2Layout.REFCOUNTS);
    return new Qcow2Plan(
        tableClusters,
        refcountBlocks,
        l1Entries,
        l1Clusters,
        l2Tables,
        clusters - blocks.dataCount(),
        clusters);
  }

  long refcountTable() {
    return REFCOUNT_TABLE;
  }

  long firstRefcountBlock() {
    return REFCOUNT_TABLE + (long) refcountTableClusters;
  }

  long l1Table() {
    return firstRefcountBlock() + refcountBlocks;
  }

  long firstL2Table() {
    return l1Table() + l1Clusters;
  }

  /** The size of the file in bytes, at most. */
  long size() {
    return clusters * CLUSTER;
  }

  private static int ceil(long count, int each) {
    return Math.toIntExact((count + each - 1) / each);
  }
}
