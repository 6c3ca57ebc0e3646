package fruix.image.ufs;

import fruix.image.ImageOutput;
import java.nio.ByteBuffer;

/** Encodes inodes. */
final class InodeWriter {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final UfsOptions options;
  private final UfsGeometry geometry;
  private final ImageOutput image;
  private final long generations;

  InodeWriter(UfsPlan plan, ImageOutput image) {
    this.options = plan.options;
    this.geometry = plan.geometry;
    this.image = image;
    this.generations = options.seed().bits("UFS generations " + options.label());
  }

  /** Puts the inode of NODE at AT of the little-endian INODES; writes its indirect blocks. */
  void put(UfsNode node, ByteBuffer inodes, int at) {
    inodes.putShort(at + UfsLayout.DI_MODE, (short) (node.type | node.attributes.mode()));
    inodes.putShort(at + UfsLayout.DI_NLINK, (short) node.links);
    inodes.putInt(at + UfsLayout.DI_UID, (int) node.attributes.owner().uid());
    inodes.putInt(at + UfsLayout.DI_GID, (int) node.attributes.owner().gid());
    inodes.putLong(at + UfsLayout.DI_SIZE, node.size);
    inodes.putLong(at + UfsLayout.DI_BLOCKS, sectors(node));
    inodes.putLong(at + UfsLayout.DI_ATIME, options.time());
    inodes.putLong(at + UfsLayout.DI_MTIME, options.time());
    inodes.putLong(at + UfsLayout.DI_CTIME, options.time());
    inodes.putLong(at + UfsLayout.DI_BIRTHTIME, options.time());
    inodes.putInt(at + UfsLayout.DI_GEN, generation(node.inode));
    inodes.putInt(at + UfsLayout.DI_FLAGS, node.flags);
    pointers(node, inodes, at);
    if (options.checkHashes()) {
      int hashAt = at + UfsLayout.DI_CKHASH;
      inodes.putInt(hashAt, CheckHash.of(inodes, at, UfsLayout.INODE_LENGTH, hashAt));
    }
  }

  private void pointers(UfsNode node, ByteBuffer inodes, int at) {
    if (node.isInline()) {
      inodes.put(at + UfsLayout.DI_DB, node.targetBytes());
    } else if (node.type == UfsLayout.IFCHR || node.type == UfsLayout.IFBLK) {
      inodes.putLong(at + UfsLayout.DI_DB, node.device);
    } else {
      long[] addresses =
          IndirectBlocks.make(
              node, geometry, (address, block) -> image.write(geometry.bytes(address), block));
      for (int i = 0; i < addresses.length; i++) {
        inodes.putLong(at + UfsLayout.DI_DB + i * UfsLayout.POINTER, addresses[i]);
      }
    }
  }

  private long sectors(UfsNode node) {
    long fragments = (long) node.indirect.length * geometry.frag();
    for (int i = 0; i < node.runs.length; i += 2) {
      fragments += node.runs[i] == 0 ? 0 : node.runs[i + 1];
    }
    return fragments * (geometry.fragmentSize() / UfsLayout.SECTOR);
  }

  /** A number for INODE that is not zero, and whose successor does not follow from it. */
  private int generation(long inode) {
    long z = generations + inode * GOLDEN;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    int number = (int) (z ^ z >>> 31);
    return number == 0 ? 1 : number;
  }
}
