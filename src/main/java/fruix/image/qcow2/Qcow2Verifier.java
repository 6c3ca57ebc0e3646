package fruix.image.qcow2;

import static fruix.image.qcow2.Qcow2Layout.ENTRY_LENGTH;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Counts what refers to each cluster of an image, and compares that with what is written there. */
final class Qcow2Verifier {
  /** Of 64 KiB, 2 TiB; keeps the counts in bounds. */
  private static final long MOST_CLUSTERS = 1L << 25;

  private static final int MOST_FAULTS = 50;

  private final ImageInput image;
  private final Qcow2Header header;
  private final List<String> faults = new ArrayList<>();
  private int[] references = {};

  /** Clusters of the file that may be referred to once only. */
  private final BitSet owned = new BitSet();

  Qcow2Verifier(ImageInput image, Qcow2Header header) {
    this.image = image;
    this.header = header;
  }

  List<String> verify() {
    if ((header.flags() & Qcow2Layout.CORRUPT) != 0) {
      fault("it is marked as corrupt");
    }
    if ((header.flags() & Qcow2Layout.DIRTY) != 0) {
      fault("it was not closed, its reference counts may be wrong");
      return faults;
    }
    long clusters = (image.size() + header.clusterSize() - 1) >>> header.clusterBits();
    if (clusters > MOST_CLUSTERS) {
      fault("it has " + clusters + " clusters, too many to check");
      return faults;
    }
    references = new int[(int) clusters];
    own(0, header.clusterSize(), "the header");
    own(header.l1Table(), (long) header.l1Entries() * ENTRY_LENGTH, "the level 1 table");
    long refcountTable = (long) header.refcountTableClusters() << header.clusterBits();
    own(header.refcountTable(), refcountTable, "the table of reference counts");
    for (long at = 0; at < refcountTable; at += ENTRY_LENGTH) {
      long block = number(header.refcountTable() + at);
      if (block != 0) {
        own(block, header.clusterSize(), "a block of reference counts");
      }
    }
    for (int i = 0; i < header.l1Entries() && faults.size() < MOST_FAULTS; i++) {
      l2Table(i);
    }
    compare();
    return faults;
  }

  private void l2Table(int index) {
    long entry = number(header.l1Table() + (long) index * ENTRY_LENGTH);
    long table = entry & Qcow2Layout.OFFSET_MASK;
    if (table == 0 || !own(table, header.clusterSize(), "the level 2 table " + index)) {
      return;
    }
    if (!image.inside(table, header.clusterSize())) {
      fault("the level 2 table " + index + " is cut short");
      return;
    }
    ByteBuffer entries = image.read(table, header.clusterSize()).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i < 1 << header.l2Bits() && faults.size() < MOST_FAULTS; i++) {
      cluster(entries.getLong(i * ENTRY_LENGTH), ((long) index << header.l2Bits()) + i);
    }
  }

  private void cluster(long entry, long cluster) {
    String what = "cluster " + cluster + " of the disk";
    if ((entry & Qcow2Layout.COMPRESSED) != 0) {
      int shift = Qcow2Layout.sectorsShift(header.clusterBits());
      long first = (entry & (1L << shift) - 1) & -Qcow2Layout.SECTOR;
      long sectors = ((entry & ~(Qcow2Layout.COMPRESSED | Qcow2Layout.COPIED)) >>> shift) + 1;
      count(first, sectors * Qcow2Layout.SECTOR, what);
    } else if ((entry & Qcow2Layout.OFFSET_MASK) != 0) {
      own(entry & Qcow2Layout.OFFSET_MASK, header.clusterSize(), what);
    }
  }

  /** Takes a range for WHAT alone; false when it has it already, or it is not there. */
  private boolean own(long position, long length, String what) {
    if (position % header.clusterSize() != 0) {
      fault(what + " is not at the start of a cluster of the file");
      return false;
    }
    boolean good = count(position, length, what);
    long last = (position + length - 1) >>> header.clusterBits();
    for (long at = position >>> header.clusterBits(); good && at <= last; at++) {
      if (owned.get((int) at)) {
        fault(what + " shares a cluster of the file with something else");
        good = false;
      }
      owned.set((int) at);
    }
    return good;
  }

  private boolean count(long position, long length, String what) {
    long first = position >>> header.clusterBits();
    long last = (position + length - 1) >>> header.clusterBits();
    if (position < 0 || last >= references.length) {
      fault(what + " lies beyond the end of the file");
      return false;
    }
    for (long at = first; at <= last; at++) {
      references[(int) at]++;
    }
    return true;
  }

  private void compare() {
    long perBlock = (long) header.clusterSize() * Byte.SIZE >>> header.refcountOrder();
    for (int at = 0; at < references.length && faults.size() < MOST_FAULTS; at++) {
      long block = 0;
      long index = at / perBlock * ENTRY_LENGTH;
      if (index < (long) header.refcountTableClusters() << header.clusterBits()) {
        block = number(header.refcountTable() + index);
      }
      long written = block == 0 ? 0 : refcount(block, at % perBlock);
      // What only a snapshot refers to is not looked at.
      if (written != references[at] && (header.snapshots() == 0 || written < references[at])) {
        fault(
            "cluster %d of the file is used %d times, but counted %d times"
                .formatted(at, references[at], written));
      }
    }
  }

  private long refcount(long block, long index) {
    int bits = 1 << header.refcountOrder();
    int bytes = Math.max(1, bits / Byte.SIZE);
    long position = block + (index << header.refcountOrder()) / Byte.SIZE;
    if (!image.inside(position, bytes)) {
      return 0;
    }
    ByteBuffer count = image.read(position, bytes);
    long value = 0;
    while (count.hasRemaining()) {
      value = value << Byte.SIZE | count.get() & 0xff;
    }
    if (bits < Byte.SIZE) { // the first count is in the lowest bits
      value = value >>> (index * bits & 7) & (1 << bits) - 1;
    }
    return value;
  }

  private long number(long position) {
    return image.read(position, ENTRY_LENGTH).order(ByteOrder.BIG_ENDIAN).getLong(0);
  }

  private void fault(String what) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(what);
    }
  }
}
