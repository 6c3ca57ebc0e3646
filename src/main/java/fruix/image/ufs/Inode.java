package fruix.image.ufs;

import static fruix.image.ufs.UfsLayout.POINTER;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An inode as it stands on the disk.
 *
 * @param bytes its 256 bytes, little-endian
 */
record Inode(long number, ByteBuffer bytes) {

  /** The inode NUMBER, which begins at AT of the little-endian TABLE. */
  static Inode at(long number, ByteBuffer table, int at) {
    ByteBuffer bytes = table.slice(at, UfsLayout.INODE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    return new Inode(number, bytes);
  }

  /** Type and permissions; 0 for an inode that is not in use. */
  int mode() {
    return bytes.getShort(UfsLayout.DI_MODE) & 0xffff;
  }

  /** One of the IF… types. */
  int type() {
    return mode() & UfsLayout.MODE_TYPE;
  }

  boolean isDirectory() {
    return type() == UfsLayout.IFDIR;
  }

  int links() {
    return bytes.getShort(UfsLayout.DI_NLINK) & 0xffff;
  }

  long uid() {
    return bytes.getInt(UfsLayout.DI_UID) & 0xffffffffL;
  }

  long gid() {
    return bytes.getInt(UfsLayout.DI_GID) & 0xffffffffL;
  }

  /** In bytes; negative when it is larger than anything can be. */
  long size() {
    return bytes.getLong(UfsLayout.DI_SIZE);
  }

  /** What it takes, in units of 512 bytes. */
  long sectors() {
    return bytes.getLong(UfsLayout.DI_BLOCKS);
  }

  int flags() {
    return bytes.getInt(UfsLayout.DI_FLAGS);
  }

  /** Bytes of extended attributes, which lie in blocks of their own. */
  long attributeSize() {
    return bytes.getInt(UfsLayout.DI_EXTSIZE) & 0xffffffffL;
  }

  /** The address of block INDEX, 0 or 1, of the extended attributes. */
  long attributeBlock(int index) {
    return bytes.getLong(UfsLayout.DI_EXTB + index * POINTER);
  }

  /** Pointer INDEX of 15: 12 direct blocks, then three levels of indirect ones. */
  long pointer(int index) {
    return bytes.getLong(UfsLayout.DI_DB + index * POINTER);
  }

  /** LENGTH bytes of a target that lies in the inode itself. */
  byte[] inlineTarget(int length) {
    byte[] target = new byte[length];
    bytes.get(UfsLayout.DI_DB, target);
    return target;
  }

  /** True for a symbolic link that is read from the inode, given fs_maxsymlinklen. */
  boolean isInline(int maxInlineSymlink) {
    return type() == UfsLayout.IFLNK && size() >= 0 && size() < maxInlineSymlink;
  }

  /** True if it can have blocks of data. */
  boolean hasBlocks(int maxInlineSymlink) {
    return switch (type()) {
      case UfsLayout.IFREG, UfsLayout.IFDIR -> true;
      case UfsLayout.IFLNK -> !isInline(maxInlineSymlink);
      default -> false;
    };
  }

  boolean hasRightHash() {
    int hash = CheckHash.of(bytes, 0, UfsLayout.INODE_LENGTH, UfsLayout.DI_CKHASH);
    return hash == bytes.getInt(UfsLayout.DI_CKHASH);
  }
}
