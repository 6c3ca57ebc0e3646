package fruix.image.ufs;

/** Offsets, magic numbers and limits; the comments name the header of FreeBSD 13.2. */
final class UfsLayout {
  static final int SECTOR = 512;

  /** sys/ufs/ffs/fs.h: SBLOCK_UFS2 and SBLOCKSEARCH, in the order in which they are tried. */
  static final int SUPERBLOCK = 65536;

  private static final long[] SEARCH = {SUPERBLOCK, 8192, 0, 262144};
  static final int SUPERBLOCK_SIZE = 8192;
  static final int SUPERBLOCK_STRUCTURE = 1376;
  static final int MAGIC_VALUE = 0x19540119;
  static final int MIN_BLOCK = 4096;
  static final int MAX_BLOCK = 65536;
  static final int MAX_FRAGMENTS = 8;

  /** sys/ufs/ffs/fs.h: struct fs. */
  static final int SBLKNO = 8;

  static final int CBLKNO = 12;
  static final int IBLKNO = 16;
  static final int DBLKNO = 20;
  static final int NCG = 44;
  static final int BSIZE = 48;
  static final int FSIZE = 52;
  static final int FRAG = 56;
  static final int MINFREE = 60;
  static final int BMASK = 72;
  static final int FMASK = 76;
  static final int BSHIFT = 80;
  static final int FSHIFT = 84;
  static final int MAXCONTIG = 88;
  static final int MAXBPG = 92;
  static final int FRAGSHIFT = 96;
  static final int FSBTODB = 100;
  static final int SBSIZE = 104;
  static final int NINDIR = 116;
  static final int INOPB = 120;
  static final int OPTIM = 128;
  static final int ID = 144;
  static final int CSSIZE = 156;
  static final int CGSIZE = 160;
  static final int IPG = 184;
  static final int FPG = 188;
  static final int CLEAN = 209;
  static final int OLD_FLAGS = 211;
  static final int VOLNAME = 680;
  static final int VOLNAME_LENGTH = 32;
  static final int MAXBSIZE = 860;
  static final int PROVIDERSIZE = 872;
  static final int METASPACE = 880;
  static final int SBLOCKACTUALLOC = 992;
  static final int SBLOCKLOC = 1000;
  static final int CSTOTAL = 1008;
  static final int TIME = 1072;
  static final int SIZE = 1080;
  static final int DSIZE = 1088;
  static final int CSADDR = 1096;
  static final int AVGFILESIZE = 1196;
  static final int AVGFPDIR = 1200;
  static final int MTIME = 1208;
  static final int CKHASH = 1304;
  static final int METACKHASH = 1308;
  static final int FLAGS = 1312;
  static final int CONTIGSUMSIZE = 1316;
  static final int MAXSYMLINKLEN = 1320;
  static final int OLD_INODEFMT = 1324;
  static final int MAXFILESIZE = 1328;
  static final int QBMASK = 1336;
  static final int QFMASK = 1344;
  static final int MAGIC = 1372;

  static final int FS_DOSOFTDEP = 0x2;
  static final int FS_METACKHASH = 0x200;
  static final int FS_FLAGS_UPDATED = 0x80;
  static final int CK_SUPERBLOCK = 1;
  static final int CK_CYLGRP = 2;
  static final int CK_INODE = 4;
  static final int INODE_FORMAT_44 = 2;

  /** sys/ufs/ffs/fs.h: struct csum, four 32-bit counts; struct csum_total has them in 64 bits. */
  static final int CSUM_LENGTH = 16;

  /** sys/ufs/ffs/fs.h: struct cg. */
  static final int CG_MAGIC_VALUE = 0x090255;

  static final int CG_MAGIC = 4;
  static final int CG_CGX = 12;
  static final int CG_NDBLK = 20;
  static final int CG_CS = 24;
  static final int CG_FRSUM = 52;
  static final int CG_IUSEDOFF = 92;
  static final int CG_FREEOFF = 96;
  static final int CG_NEXTFREEOFF = 100;
  static final int CG_CLUSTERSUMOFF = 104;
  static final int CG_CLUSTEROFF = 108;
  static final int CG_NCLUSTERBLKS = 112;
  static final int CG_NIBLK = 116;
  static final int CG_INITEDIBLK = 120;
  static final int CG_CKHASH = 132;
  static final int CG_TIME = 136;
  static final int CG_SPACE = 168;

  /** {@code sizeof(struct cg)}, which CGSIZE begins with. */
  static final int CG_STRUCTURE = 176;

  /** sys/ufs/ufs/dinode.h: struct ufs2_dinode. */
  static final int INODE_LENGTH = 256;

  static final int DI_MODE = 0;
  static final int DI_NLINK = 2;
  static final int DI_UID = 4;
  static final int DI_GID = 8;
  static final int DI_SIZE = 16;
  static final int DI_BLOCKS = 24;
  static final int DI_ATIME = 32;
  static final int DI_MTIME = 40;
  static final int DI_CTIME = 48;
  static final int DI_BIRTHTIME = 56;
  static final int DI_GEN = 80;
  static final int DI_FLAGS = 88;
  static final int DI_EXTSIZE = 92;
  static final int DI_EXTB = 96;
  static final int DI_DB = 112;
  static final int DI_IB = 208;
  static final int DI_CKHASH = 244;
  static final int DIRECT = 12;
  static final int INDIRECT = 3;
  static final int POINTER = 8;

  /** Targets shorter than this lie in the inode. */
  static final int MAX_INLINE_SYMLINK = (DIRECT + INDIRECT) * POINTER;

  static final int MODE_TYPE = 0170000;
  static final int IFIFO = 0010000;
  static final int IFCHR = 0020000;
  static final int IFDIR = 0040000;
  static final int IFBLK = 0060000;
  static final int IFREG = 0100000;
  static final int IFLNK = 0120000;
  static final int IFSOCK = 0140000;
  static final int ROOT_INODE = 2;
  static final int LINK_MAX = 32767;

  /** sys/sys/syslimits.h: PATH_MAX, with its NUL. */
  static final int PATH_MAX = 1024;

  /** sys/ufs/ufs/dir.h: DIRBLKSIZ and struct direct. */
  static final int DIRECTORY_CHUNK = 512;

  static final int D_RECLEN = 4;
  static final int D_TYPE = 6;
  static final int D_NAMLEN = 7;
  static final int D_NAME = 8;

  private UfsLayout() {}

  /** The places where a superblock is looked for, in this order. */
  static long[] superblockSearch() {
    return SEARCH.clone();
  }

  /** DIRECTSIZ: the least length of a record for a name of NAMELENGTH bytes. */
  static int recordLength(int nameLength) {
    return (D_NAME + nameLength + 1 + 3) & ~3;
  }

  static long roundUp(long value, long unit) {
    return (value + unit - 1) / unit * unit;
  }

  static long ceilDiv(long value, long unit) {
    return (value + unit - 1) / unit;
  }
}
