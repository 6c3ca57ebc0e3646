package fruix.image.ufs;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A file of any kind that is being given its place; one for all the names of a file. */
final class UfsNode {

  /** A name in a directory. */
  record Name(String text, UfsNode node) {}

  private static final long[] NOWHERE = {};

  /** Its first name. */
  final RelativePath path;

  final Attributes attributes;

  /** One of the IF… types. */
  final int type;

  /** Of what is stored in its fragments or, for a short symbolic link, in its inode. */
  long size;

  final String target;
  final long device;
  final int flags;
  int links;
  long inode;

  /** The parent of a directory; the root is its own. */
  UfsNode parent = this;

  List<Name> names = List.of();

  /** Blocks that are not stored: first, count, first, count, … ascending. The last one never is. */
  long[] holes = NOWHERE;

  /**
   * Runs of data: address, fragments, address, fragments, … in the order of the contents. The
   * address 0 is a hole.
   */
  long[] runs = NOWHERE;

  /** Addresses of indirect blocks in the order in which {@link IndirectBlocks} makes them. */
  long[] indirect = NOWHERE;

  UfsNode(
      RelativePath path, Attributes attributes, int type, long size, String target, long device) {
    this.path = path;
    this.attributes = attributes;
    this.type = type;
    this.size = size;
    this.target = target;
    this.device = device;
    this.flags = FlagBits.of(attributes.flags());
    if (type == UfsLayout.IFDIR) {
      names = new ArrayList<>();
      links = 1;
    }
  }

  boolean isDirectory() {
    return type == UfsLayout.IFDIR;
  }

  /** True for a symbolic link whose target lies in the inode. */
  boolean isInline() {
    return type == UfsLayout.IFLNK && size < UfsLayout.MAX_INLINE_SYMLINK;
  }

  /** Bytes that need fragments. */
  long stored() {
    return isInline() ? 0 : size;
  }

  byte[] targetBytes() {
    return target.getBytes(StandardCharsets.UTF_8);
  }
}
