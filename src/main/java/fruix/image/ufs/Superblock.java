package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A superblock that was read and found usable: what {@code validate_sblock} of ffs_subr.c asks for,
 * as far as reading safely needs it. Makefs's place for it, at 8192, is accepted too.
 *
 * @param location where it was found, in bytes
 * @param bytes the block itself
 */
record Superblock(long location, UfsGeometry geometry, ByteBuffer bytes) {

  /** True if IMAGE has the magic number of UFS2 where a superblock may be. */
  static boolean matches(ImageInput image) {
    for (long location : UfsLayout.superblockSearch()) {
      if (readAt(image, location) != null) {
        return true;
      }
    }
    return false;
  }

  /** Reads the first superblock that is usable; a diagnostic when there is none. */
  static Superblock read(ImageInput image) {
    FruixException failure = null;
    for (long location : UfsLayout.superblockSearch()) {
      ByteBuffer bytes = readAt(image, location);
      if (bytes != null) {
        try {
          return parse(image, location, bytes);
        } catch (FruixException e) {
          failure = failure == null ? e : failure;
        }
      }
    }
    throw failure == null
        ? FruixException.failed(image.name() + " has no UFS2 superblock")
        : failure;
  }

  /** The block at LOCATION if it has the magic number. */
  private static @Nullable ByteBuffer readAt(ImageInput image, long location) {
    if (location + UfsLayout.SUPERBLOCK_SIZE > image.size()) {
      return null;
    }
    ByteBuffer bytes = image.read(location, UfsLayout.SUPERBLOCK_SIZE);
    return bytes.getInt(UfsLayout.MAGIC) == UfsLayout.MAGIC_VALUE ? bytes : null;
  }

  private static Superblock parse(ImageInput image, long location, ByteBuffer b) {
    int block = b.getInt(UfsLayout.BSIZE);
    int fragment = b.getInt(UfsLayout.FSIZE);
    check(image, power(block, UfsLayout.MIN_BLOCK, UfsLayout.MAX_BLOCK), "block size");
    check(image, power(fragment, UfsLayout.SECTOR, block), "fragment size");
    check(image, block / fragment <= UfsLayout.MAX_FRAGMENTS, "fragment size");
    check(image, b.getInt(UfsLayout.FRAG) == block / fragment, "number of fragments in a block");
    UfsGeometry geometry =
        new UfsGeometry(
            block,
            fragment,
            b.getLong(UfsLayout.SIZE),
            b.getInt(UfsLayout.NCG),
            b.getInt(UfsLayout.FPG),
            b.getInt(UfsLayout.IPG),
            b.getInt(UfsLayout.SBLKNO),
            b.getInt(UfsLayout.CBLKNO),
            b.getInt(UfsLayout.IBLKNO),
            b.getInt(UfsLayout.DBLKNO),
            b.getLong(UfsLayout.CSADDR));
    checkGroups(image, geometry);
    checkRest(image, geometry, b);
    return new Superblock(location, geometry, b);
  }

  private static void checkGroups(ImageInput image, UfsGeometry g) {
    check(image, g.groups() > 0 && g.perGroup() >= 3 * g.frag(), "number of cylinder groups");
    long before = (g.groups() - 1L) * g.perGroup();
    check(
        image,
        g.fragments() > before && g.fragments() <= before + g.perGroup(),
        "number of fragments");
    check(image, g.fragments() <= image.size() / g.fragmentSize(), "size, larger than the image");
    boolean inodes = g.inodesPerGroup() > 0 && g.inodesPerGroup() % g.inodesPerBlock() == 0;
    check(image, inodes && g.allInodes() < 1L << 32, "number of inodes");
    long inodeEnd =
        g.inodes() + (long) g.inodesPerGroup() * UfsLayout.INODE_LENGTH / g.fragmentSize();
    boolean order =
        g.superblock() >= 0
            && g.superblock() < g.header()
            && g.header() < g.inodes()
            && inodeEnd <= g.data()
            && g.data() % g.frag() == 0
            && g.inodes() % g.frag() == 0;
    check(image, order && g.data() <= g.perGroup(), "layout of cylinder groups");
    check(image, g.data() <= g.groupLength(g.groups() - 1), "last cylinder group");
  }

  private static void checkRest(ImageInput image, UfsGeometry g, ByteBuffer b) {
    int header = b.getInt(UfsLayout.CGSIZE);
    check(image, header >= UfsLayout.CG_SPACE && header <= g.blockSize(), "cylinder group size");
    check(image, b.getInt(UfsLayout.CSSIZE) == g.summarySize(), "summary size");
    long end = g.fragments() - g.summarySize() / g.fragmentSize();
    check(image, g.summary() > 0 && g.summary() <= end, "summary address");
    int inline = b.getInt(UfsLayout.MAXSYMLINKLEN);
    check(image, inline >= 0 && inline <= UfsLayout.MAX_INLINE_SYMLINK, "symbolic link length");
    int size = b.getInt(UfsLayout.SBSIZE);
    boolean good = size >= UfsLayout.SUPERBLOCK_STRUCTURE && size <= UfsLayout.SUPERBLOCK_SIZE;
    check(image, good, "superblock size");
    if (hashes(b, UfsLayout.CK_SUPERBLOCK)) {
      int hash = CheckHash.of(b, 0, size, UfsLayout.CKHASH);
      check(image, hash == b.getInt(UfsLayout.CKHASH), "check hash");
    }
  }

  /** True if the metadata of KIND, a CK_ constant, carry check hashes. */
  boolean hashes(int kind) {
    return hashes(bytes, kind);
  }

  private static boolean hashes(ByteBuffer b, int kind) {
    return (b.getInt(UfsLayout.FLAGS) & UfsLayout.FS_METACKHASH) != 0
        && (b.getInt(UfsLayout.METACKHASH) & kind) != 0;
  }

  /** Length in bytes of the description of a cylinder group (fs_cgsize). */
  int headerSize() {
    return bytes.getInt(UfsLayout.CGSIZE);
  }

  int maxInlineSymlink() {
    return bytes.getInt(UfsLayout.MAXSYMLINKLEN);
  }

  String label() {
    byte[] name = new byte[UfsLayout.VOLNAME_LENGTH];
    bytes.get(UfsLayout.VOLNAME, name);
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, StandardCharsets.ISO_8859_1);
  }

  private static boolean power(int value, int least, int most) {
    return value >= least && value <= most && Integer.bitCount(value) == 1;
  }

  private static void check(ImageInput image, boolean good, String what) {
    if (!good) {
      throw image.damaged("its UFS2 superblock has a wrong " + what);
    }
  }
}
