package fruix.image.ufs;

import java.util.BitSet;
import java.util.Map;

/** Phase 5: the maps and counts of a cylinder group say what the inodes say. */
final class MapCheck {
  private final UfsGeometry geometry;
  private final Faults faults;

  MapCheck(UfsGeometry geometry, Faults faults) {
    this.geometry = geometry;
    this.faults = faults;
  }

  /** Checks HEADER, and returns the counts that struct csum should have. */
  int[] check(GroupHeader header, InodeCheck inodes) {
    int group = header.number();
    BitSet taken = metadata(group);
    taken.or(inodes.claimed(group));
    BitSet free = new BitSet();
    free.set(0, geometry.groupLength(group));
    free.andNot(taken);
    BitSet difference = header.freeFragments();
    difference.xor(free);
    if (!difference.isEmpty()) {
      faults.add(
          "cylinder group "
              + group
              + " has a wrong map: of "
              + difference.cardinality()
              + " fragments, beginning with "
              + (geometry.groupStart(group) + difference.nextSetBit(0)));
    }
    int[] counts = counts(group, free, inodes.used());
    for (int i = 0; i < counts.length; i++) {
      if (header.count(i) != counts[i]) {
        faults.add("cylinder group " + group + " has wrong counts");
        break;
      }
    }
    fragmentRuns(header, free);
    return counts;
  }

  private BitSet metadata(int group) {
    BitSet taken = new BitSet();
    taken.set(group == 0 ? 0 : geometry.superblock(), geometry.data());
    long first = geometry.summary() - geometry.groupStart(group);
    if (first >= 0 && first < geometry.perGroup()) {
      taken.set((int) first, (int) first + geometry.summarySize() / geometry.fragmentSize());
    }
    return taken;
  }

  private int[] counts(int group, BitSet free, Map<Long, UsedInode> used) {
    int blocks = 0;
    int fragments = 0;
    int frag = geometry.frag();
    for (int at = 0; at < geometry.groupLength(group); at += frag) {
      int here = free.get(at, at + frag).cardinality();
      blocks += here == frag ? 1 : 0;
      fragments += here == frag ? 0 : here;
    }
    int directories = 0;
    int inodes = group == 0 ? UfsLayout.ROOT_INODE : 0;
    long first = (long) group * geometry.inodesPerGroup();
    for (long number = first; number < first + geometry.inodesPerGroup(); number++) {
      UsedInode inode = used.get(number);
      if (inode != null) {
        inodes++;
        directories += inode.directory() != null ? 1 : 0;
      }
    }
    return new int[] {directories, blocks, geometry.inodesPerGroup() - inodes, fragments};
  }

  private void fragmentRuns(GroupHeader header, BitSet free) {
    int frag = geometry.frag();
    int[] runs = new int[UfsLayout.MAX_FRAGMENTS];
    for (int block = 0; block < geometry.groupLength(header.number()); block += frag) {
      for (int at = free.nextSetBit(block); at >= 0 && at < block + frag; ) {
        int stop = Math.min(free.nextClearBit(at), block + frag);
        if (stop - at < frag) {
          runs[stop - at]++;
        }
        at = free.nextSetBit(stop);
      }
    }
    for (int length = 1; length < frag; length++) {
      if (header.fragmentRuns(length) != runs[length]) {
        faults.add("cylinder group " + header.number() + " has wrong counts of free fragments");
        return;
      }
    }
  }
}
