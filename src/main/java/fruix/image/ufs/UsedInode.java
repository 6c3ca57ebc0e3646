package fruix.image.ufs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a check remembers of an inode in use.
 *
 * @param directory the inode itself, of a directory only, since there may be millions of others
 */
record UsedInode(int type, int links, @Nullable Inode directory) {

  static UsedInode of(Inode inode) {
    return new UsedInode(inode.type(), inode.links(), inode.isDirectory() ? copy(inode) : null);
  }

  /** INODE apart from the table that it came from, which would otherwise stay in memory. */
  private static Inode copy(Inode inode) {
    ByteBuffer bytes = ByteBuffer.allocate(UfsLayout.INODE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(inode.bytes().duplicate().rewind()).flip();
    return new Inode(inode.number(), bytes);
  }
}
