package fruix.image.ufs;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.List;

/** Checks a file system in the order of fsck_ffs(8), changing nothing. */
final class UfsVerifier {
  private final ImageInput image;
  private final Superblock superblock;
  private final UfsGeometry geometry;
  private final Faults faults = new Faults();

  UfsVerifier(ImageInput image, Superblock superblock) {
    this.image = image;
    this.superblock = superblock;
    this.geometry = superblock.geometry();
  }

  List<String> verify() {
    InodeCheck inodes = new InodeCheck(image, superblock, faults);
    MapCheck maps = new MapCheck(geometry, faults);
    long[] totals = new long[4];
    for (int group = 0; group < geometry.groups(); group++) {
      long start = geometry.groupStart(group);
      ByteBuffer bytes =
          image.read(geometry.bytes(start + geometry.header()), superblock.headerSize());
      GroupHeader header = new GroupHeader(geometry, group, bytes);
      if (!header.isUsable()) {
        faults.add("the header of cylinder group " + group + " is unusable");
        return faults.list();
      }
      if (superblock.hashes(UfsLayout.CK_CYLGRP) && !header.hasRightHash()) {
        faults.add("cylinder group " + group + " has a wrong check hash");
      }
      inodes.check(header);
    }
    new LinkCheck(image, geometry, inodes, faults).check();
    for (int group = 0; group < geometry.groups(); group++) {
      long start = geometry.groupStart(group);
      ByteBuffer bytes =
          image.read(geometry.bytes(start + geometry.header()), superblock.headerSize());
      int[] counts = maps.check(new GroupHeader(geometry, group, bytes), inodes);
      for (int i = 0; i < totals.length; i++) {
        totals[i] += counts[i];
      }
      compareSummary(group, counts);
      compareCopy(group);
    }
    compareTotals(totals);
    return faults.list();
  }

  private void compareSummary(int group, int[] counts) {
    long at = geometry.bytes(geometry.summary()) + (long) group * UfsLayout.CSUM_LENGTH;
    ByteBuffer summary = image.read(at, UfsLayout.CSUM_LENGTH);
    for (int i = 0; i < counts.length; i++) {
      if (summary.getInt(4 * i) != counts[i]) {
        faults.add("the summary of cylinder group " + group + " has wrong counts");
        return;
      }
    }
  }

  private void compareTotals(long[] totals) {
    ByteBuffer bytes = superblock.bytes();
    for (int i = 0; i < totals.length; i++) {
      if (bytes.getLong(UfsLayout.CSTOTAL + 8 * i) != totals[i]) {
        faults.add("the superblock has wrong totals");
        return;
      }
    }
  }

  private void compareCopy(int group) {
    long at = geometry.bytes(geometry.groupStart(group) + geometry.superblock());
    ByteBuffer copy = image.read(at, UfsLayout.SUPERBLOCK_SIZE);
    ByteBuffer bytes = superblock.bytes();
    int[] fields = {
      UfsLayout.MAGIC, UfsLayout.BSIZE, UfsLayout.FSIZE, UfsLayout.NCG, UfsLayout.FPG, UfsLayout.IPG
    };
    for (int field : fields) {
      if (copy.getInt(field) != bytes.getInt(field)) {
        faults.add("the copy of the superblock in cylinder group " + group + " differs");
        return;
      }
    }
  }
}
