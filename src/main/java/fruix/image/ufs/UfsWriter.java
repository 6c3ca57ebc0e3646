package fruix.image.ufs;

import fruix.image.FileContent;
import fruix.image.FileCopier;
import fruix.image.FileCopy;
import fruix.image.ImageOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes a file system that was planned. The main superblock comes last, so that what is left of an
 * interrupted run is no file system.
 */
public final class UfsWriter {
  private final UfsPlan plan;
  private final UfsGeometry geometry;
  private final ImageOutput image;
  private final SuperblockWriter superblock;

  private UfsWriter(UfsPlan plan, ImageOutput image) {
    this.plan = plan;
    this.geometry = plan.geometry;
    this.image = image;
    this.superblock = new SuperblockWriter(plan);
  }

  /**
   * Writes PLAN on IMAGE, of at least the plan's size, taking file contents from CONTENT. A file
   * that has more or fewer bytes than the plan says is a diagnostic.
   */
  public static void write(ImageOutput image, UfsPlan plan, FileContent content) {
    if (image.size() < plan.size()) {
      throw new IllegalArgumentException(
          "a file system of " + plan.size() + " bytes in " + image.size());
    }
    new UfsWriter(plan, image).write(content);
  }

  private void write(FileContent content) {
    image.writeZeros(0, UfsLayout.SUPERBLOCK + UfsLayout.SUPERBLOCK_SIZE);
    writeContents(content);
    for (UfsNode node : plan.tree.nodes) {
      if (node.isDirectory()) {
        writeRuns(node, DirectoryContents.of(node));
      } else if (node.type == UfsLayout.IFLNK && !node.isInline()) {
        writeRuns(node, ByteBuffer.wrap(node.targetBytes()));
      }
    }
    writeGroups();
    writeSummary();
    image.write(UfsLayout.SUPERBLOCK, superblock.at(UfsLayout.SUPERBLOCK));
  }

  /** Writes CONTENTS to the fragments of NODE, zeros behind them. */
  private void writeRuns(UfsNode node, ByteBuffer contents) {
    for (int run = 0; run < node.runs.length; run += 2) {
      long position = geometry.bytes(node.runs[run]);
      long length = geometry.bytes(node.runs[run + 1]);
      int here = (int) Math.min(length, contents.remaining());
      image.write(position, contents.slice(contents.position(), here));
      image.writeZeros(position + here, length - here);
      contents.position(contents.position() + here);
    }
  }

  private void writeGroups() {
    List<UfsNode> nodes = new ArrayList<>(plan.tree.nodes);
    nodes.sort(Comparator.comparingLong(node -> node.inode));
    InodeWriter inodes = new InodeWriter(plan, image);
    int next = 0;
    for (int number = 0; number < geometry.groups(); number++) {
      long start = geometry.groupStart(number);
      long first = (long) number * geometry.inodesPerGroup();
      int count = plan.groups[number].initialisedInodes();
      ByteBuffer table =
          ByteBuffer.allocate(count * UfsLayout.INODE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
      while (next < nodes.size() && nodes.get(next).inode < first + count) {
        UfsNode node = nodes.get(next++);
        inodes.put(node, table, (int) (node.inode - first) * UfsLayout.INODE_LENGTH);
      }
      image.write(geometry.bytes(start + geometry.inodes()), table);
      image.write(geometry.bytes(start + geometry.header()), header(number));
      long copy = geometry.bytes(start + geometry.superblock());
      image.write(copy, superblock.at(copy));
    }
  }

  private ByteBuffer header(int number) {
    ByteBuffer header = plan.groups[number].header(plan.options.time());
    if (plan.options.checkHashes()) {
      header.putInt(
          UfsLayout.CG_CKHASH, CheckHash.of(header, 0, header.capacity(), UfsLayout.CG_CKHASH));
    }
    return header;
  }

  private void writeSummary() {
    ByteBuffer summary = ByteBuffer.allocate(geometry.summarySize()).order(ByteOrder.LITTLE_ENDIAN);
    for (CylinderGroup group : plan.groups) {
      for (int count : group.counts()) {
        summary.putInt(count);
      }
    }
    image.write(geometry.bytes(geometry.summary()), summary.rewind());
  }

  /** The runs of NODE in bytes, a hole being at −1. */
  private long[] byteRuns(UfsNode node) {
    long[] runs = new long[node.runs.length];
    for (int i = 0; i < runs.length; i += 2) {
      runs[i] = node.runs[i] == 0 ? -1 : geometry.bytes(node.runs[i]);
      runs[i + 1] = geometry.bytes(node.runs[i + 1]);
    }
    return runs;
  }

  private void writeContents(FileContent content) {
    List<FileCopy> files = new ArrayList<>();
    for (UfsNode node : plan.tree.nodes) {
      if (node.type == UfsLayout.IFREG && node.size > 0) {
        files.add(new FileCopy(node.path, node.size, byteRuns(node)));
      }
    }
    FileCopier.copy(image, content, files);
  }
}
