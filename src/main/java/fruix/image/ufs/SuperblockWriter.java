package fruix.image.ufs;

import fruix.image.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes the superblock ({@code mkfs} of newfs(8), {@code validate_sblock} of ffs_subr.c). */
final class SuperblockWriter {
  /** newfs.h: AVFILESIZ and AFPDIR. */
  private static final int AVERAGE_FILE = 16384;

  private static final int FILES_PER_DIRECTORY = 64;

  /** Below this reserve newfs(8) optimises for space, not for time. */
  private static final int MINFREE_FOR_TIME = 8;

  private final UfsOptions options;
  private final UfsGeometry geometry;
  private final long[] totals = new long[4];

  SuperblockWriter(UfsPlan plan) {
    this.options = plan.options;
    this.geometry = plan.geometry;
    for (CylinderGroup group : plan.groups) {
      int[] counts = group.counts();
      for (int i = 0; i < totals.length; i++) {
        totals[i] += counts[i];
      }
    }
  }

  /** The superblock, or the copy of it, that is to lie at byte LOCATION; 8192 bytes. */
  ByteBuffer at(long location) {
    ByteBuffer block =
        ByteBuffer.allocate(UfsLayout.SUPERBLOCK_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    sizes(block);
    groupSizes(block);
    policy(block);
    identity(block);
    totals(block);
    block.putLong(UfsLayout.SBLOCKACTUALLOC, location);
    block.putLong(UfsLayout.SBLOCKLOC, UfsLayout.SUPERBLOCK);
    block.putInt(UfsLayout.MAGIC, UfsLayout.MAGIC_VALUE);
    if (options.checkHashes()) {
      block.putInt(
          UfsLayout.METACKHASH, UfsLayout.CK_SUPERBLOCK | UfsLayout.CK_CYLGRP | UfsLayout.CK_INODE);
      int hash = CheckHash.of(block, 0, geometry.superblockSize(), UfsLayout.CKHASH);
      block.putInt(UfsLayout.CKHASH, hash);
    }
    return block;
  }

  private void sizes(ByteBuffer block) {
    int blockSize = geometry.blockSize();
    int fragmentSize = geometry.fragmentSize();
    block.putInt(UfsLayout.BSIZE, blockSize);
    block.putInt(UfsLayout.FSIZE, fragmentSize);
    block.putInt(UfsLayout.FRAG, geometry.frag());
    block.putInt(UfsLayout.BMASK, -blockSize);
    block.putInt(UfsLayout.FMASK, -fragmentSize);
    block.putLong(UfsLayout.QBMASK, blockSize - 1);
    block.putLong(UfsLayout.QFMASK, fragmentSize - 1);
    block.putInt(UfsLayout.BSHIFT, log2(blockSize));
    block.putInt(UfsLayout.FSHIFT, log2(fragmentSize));
    block.putInt(UfsLayout.FRAGSHIFT, log2(geometry.frag()));
    block.putInt(UfsLayout.FSBTODB, log2(fragmentSize / UfsLayout.SECTOR));
    block.putInt(UfsLayout.NINDIR, geometry.pointers());
    block.putInt(UfsLayout.INOPB, geometry.inodesPerBlock());
    block.putLong(UfsLayout.MAXFILESIZE, geometry.maxFileSize());
    block.putInt(UfsLayout.MAXBSIZE, blockSize);
    block.putInt(UfsLayout.MAXSYMLINKLEN, UfsLayout.MAX_INLINE_SYMLINK);
  }

  private void groupSizes(ByteBuffer block) {
    block.putInt(UfsLayout.SBLKNO, geometry.superblock());
    block.putInt(UfsLayout.CBLKNO, geometry.header());
    block.putInt(UfsLayout.IBLKNO, geometry.inodes());
    block.putInt(UfsLayout.DBLKNO, geometry.data());
    block.putInt(UfsLayout.NCG, geometry.groups());
    block.putInt(UfsLayout.IPG, geometry.inodesPerGroup());
    block.putInt(UfsLayout.FPG, geometry.perGroup());
    block.putInt(UfsLayout.SBSIZE, geometry.superblockSize());
    block.putInt(UfsLayout.CGSIZE, geometry.headerSize());
    block.putInt(UfsLayout.CSSIZE, geometry.summarySize());
    block.putLong(UfsLayout.CSADDR, geometry.summary());
    block.putLong(UfsLayout.SIZE, geometry.fragments());
    block.putLong(UfsLayout.DSIZE, geometry.dataFragments());
    block.putLong(UfsLayout.PROVIDERSIZE, geometry.fragments());
  }

  private void policy(ByteBuffer block) {
    block.putInt(UfsLayout.MINFREE, options.minFree());
    block.putInt(UfsLayout.OPTIM, options.minFree() < MINFREE_FOR_TIME ? 1 : 0);
    block.putInt(UfsLayout.MAXCONTIG, UfsGeometry.CONTIGUOUS);
    block.putInt(UfsLayout.CONTIGSUMSIZE, UfsGeometry.CLUSTER_SUMS);
    block.putInt(UfsLayout.MAXBPG, geometry.blockSize() / UfsLayout.POINTER);
    block.putInt(UfsLayout.AVGFILESIZE, AVERAGE_FILE);
    block.putInt(UfsLayout.AVGFPDIR, FILES_PER_DIRECTORY);
    long metadata = (long) geometry.perGroup() * options.minFree() / 200;
    block.putLong(UfsLayout.METASPACE, metadata / geometry.frag() * geometry.frag());
    int flags = options.softUpdates() ? UfsLayout.FS_DOSOFTDEP : 0;
    block.putInt(UfsLayout.FLAGS, flags | (options.checkHashes() ? UfsLayout.FS_METACKHASH : 0));
    block.put(UfsLayout.OLD_FLAGS, (byte) UfsLayout.FS_FLAGS_UPDATED);
    block.putInt(UfsLayout.OLD_INODEFMT, UfsLayout.INODE_FORMAT_44);
    block.put(UfsLayout.CLEAN, (byte) 1);
  }

  private void identity(ByteBuffer block) {
    Seed seed = options.seed();
    block.putInt(UfsLayout.ID, seed.nonZeroInt("UFS identifier 0 " + options.label()));
    block.putInt(UfsLayout.ID + 4, seed.nonZeroInt("UFS identifier 1 " + options.label()));
    block.put(UfsLayout.VOLNAME, options.label().getBytes(StandardCharsets.US_ASCII));
    block.putLong(UfsLayout.TIME, options.time());
    block.putLong(UfsLayout.MTIME, options.time());
  }

  private void totals(ByteBuffer block) {
    for (int i = 0; i < totals.length; i++) {
      block.putLong(UfsLayout.CSTOTAL + 8 * i, totals[i]);
    }
  }

  private static int log2(int power) {
    return Integer.numberOfTrailingZeros(power);
  }
}
