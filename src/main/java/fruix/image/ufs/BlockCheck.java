package fruix.image.ufs;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;

/** Checks the blocks of one inode: claims them, and compares their number with what it says. */
final class BlockCheck {
  private final ImageInput image;
  private final UfsGeometry geometry;
  private final InodeCheck owner;
  private final Faults faults;
  private final Inode inode;
  private final boolean hasBlocks;
  private final long blocks;
  private long fragments;

  BlockCheck(
      ImageInput image, Superblock superblock, InodeCheck owner, Faults faults, Inode inode) {
    this.image = image;
    this.geometry = superblock.geometry();
    this.owner = owner;
    this.faults = faults;
    this.inode = inode;
    this.hasBlocks = inode.hasBlocks(superblock.maxInlineSymlink());
    this.blocks = UfsLayout.ceilDiv(Math.max(0, inode.size()), geometry.blockSize());
  }

  void check() {
    if (inode.size() < 0 || inode.size() > geometry.maxFileSize()) {
      faults.add("inode " + inode.number() + " is larger than a file can be");
      return;
    }
    if (hasBlocks) {
      direct();
      long reach = 1;
      long before = UfsLayout.DIRECT;
      for (int level = 0; level < UfsLayout.INDIRECT; level++) {
        reach *= geometry.pointers();
        indirect(inode.pointer(UfsLayout.DIRECT + level), level, before, reach);
        before += reach;
      }
    }
    attributes();
    long sectors = fragments * (geometry.fragmentSize() / UfsLayout.SECTOR);
    if (sectors != inode.sectors()) {
      faults.add(
          "inode " + inode.number() + " takes " + sectors + " sectors, not " + inode.sectors());
    }
  }

  private void direct() {
    for (int i = 0; i < UfsLayout.DIRECT; i++) {
      long address = inode.pointer(i);
      if (address != 0) {
        claim(address, length(i), i);
      }
    }
  }

  /** The fragments of block INDEX of the file. */
  private int length(long index) {
    boolean mayBeShort = blocks <= UfsLayout.DIRECT && index == blocks - 1;
    long tail = inode.size() - index * geometry.blockSize();
    return mayBeShort
        ? (int) UfsLayout.ceilDiv(Math.min(tail, geometry.blockSize()), geometry.fragmentSize())
        : geometry.frag();
  }

  private boolean claim(long address, int count, long index) {
    if (index >= blocks) {
      faults.add("inode " + inode.number() + " has a block beyond its end");
    }
    fragments += count;
    return owner.claim(inode, address, count);
  }

  /** Claims the indirect block at ADDRESS, whose first block is number FIRST of the file. */
  private void indirect(long address, int level, long first, long reach) {
    if (address == 0 || !claim(address, geometry.frag(), first)) {
      return;
    }
    ByteBuffer pointers = image.read(geometry.bytes(address), geometry.blockSize());
    long per = reach / geometry.pointers();
    for (int i = 0; i < geometry.pointers(); i++) {
      long next = pointers.getLong(i * UfsLayout.POINTER);
      if (next == 0) {
        continue;
      }
      long index = first + i * per;
      if (level > 0) {
        indirect(next, level - 1, index, per);
      } else if (!claim(next, geometry.frag(), index)) {
        return;
      }
    }
  }

  private void attributes() {
    long left = inode.attributeSize();
    if (left > 2L * geometry.blockSize()) {
      faults.add("inode " + inode.number() + " has too many extended attributes");
      return;
    }
    for (int i = 0; i < 2 && left > 0; i++) {
      long here = Math.min(left, geometry.blockSize());
      int count = (int) UfsLayout.ceilDiv(here, geometry.fragmentSize());
      fragments += count;
      owner.claim(inode, inode.attributeBlock(i), count);
      left -= here;
    }
  }
}
