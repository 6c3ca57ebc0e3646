package fruix.image.ufs;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Phase 1: every inode in use is sane, and no fragment belongs to two. */
final class InodeCheck {
  private final ImageInput image;
  private final Superblock superblock;
  private final UfsGeometry geometry;
  private final Faults faults;

  /** The fragments of each group that files have. */
  private final Map<Integer, BitSet> claimed = new HashMap<>();

  private final Map<Long, UsedInode> used = new HashMap<>();

  InodeCheck(ImageInput image, Superblock superblock, Faults faults) {
    this.image = image;
    this.superblock = superblock;
    this.geometry = superblock.geometry();
    this.faults = faults;
  }

  /** The inodes in use. */
  Map<Long, UsedInode> used() {
    return used;
  }

  /** The fragments of GROUP that files have, counted from its beginning. */
  BitSet claimed(int group) {
    return claimed.computeIfAbsent(group, key -> new BitSet());
  }

  void check(GroupHeader header) {
    int group = header.number();
    BitSet map = header.usedInodes();
    long first = (long) group * geometry.inodesPerGroup();
    if (map.length() > header.initialisedInodes()) {
      faults.add("cylinder group " + group + " has inodes in use that are not initialised");
    }
    for (int at = 0; at < header.initialisedInodes(); at += geometry.inodesPerBlock()) {
      int count = Math.min(geometry.inodesPerBlock(), header.initialisedInodes() - at);
      ByteBuffer table =
          image.read(
              geometry.inodeOffset(first + at), geometry.inodesPerBlock() * UfsLayout.INODE_LENGTH);
      for (int i = 0; i < count; i++) {
        Inode inode = Inode.at(first + at + i, table, i * UfsLayout.INODE_LENGTH);
        check(inode, map.get(at + i));
      }
    }
  }

  private void check(Inode inode, boolean marked) {
    long number = inode.number();
    if (number < UfsLayout.ROOT_INODE) {
      faults.require(marked, "inode " + number + " is not marked as in use");
      return;
    }
    if (inode.mode() == 0) {
      faults.require(!marked, "inode " + number + " is marked as in use, but is empty");
      return;
    }
    faults.require(marked, "inode " + number + " is in use, but not marked so");
    used.put(number, UsedInode.of(inode));
    if (superblock.hashes(UfsLayout.CK_INODE) && !inode.hasRightHash()) {
      faults.add("inode " + number + " has a wrong check hash");
    }
    switch (inode.type()) {
      case UfsLayout.IFREG,
          UfsLayout.IFDIR,
          UfsLayout.IFLNK,
          UfsLayout.IFCHR,
          UfsLayout.IFBLK,
          UfsLayout.IFIFO,
          UfsLayout.IFSOCK ->
          new BlockCheck(image, superblock, this, faults, inode).check();
      default -> faults.add("inode " + number + " is of no known type");
    }
  }

  /**
   * Gives INODE the COUNT fragments from ADDRESS on; false, and a fault, when it cannot have them.
   */
  boolean claim(Inode inode, long address, int count) {
    String who = "inode " + inode.number();
    if (address < 0 || address > geometry.fragments() - count) {
      faults.add(who + " has a block outside the file system");
      return false;
    }
    int group = (int) (address / geometry.perGroup());
    int from = (int) (address % geometry.perGroup());
    if (isMetadata(group, from, count)) {
      faults.add(who + " has a block that is metadata");
      return false;
    }
    BitSet bits = claimed(group);
    int clash = bits.nextSetBit(from);
    if (clash >= 0 && clash < from + count) {
      faults.add(
          who + " has fragment " + (geometry.groupStart(group) + clash) + ", as another has");
      return false;
    }
    bits.set(from, from + count);
    return true;
  }

  private boolean isMetadata(int group, int from, int count) {
    int start = group == 0 ? 0 : geometry.superblock();
    return from < geometry.data() && from + count > start || from + count > geometry.perGroup();
  }
}
