package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.FileContent;
import fruix.image.FileCopier;
import fruix.image.FileCopy;
import fruix.image.ImageOutput;
import fruix.mtree.Manifest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes a tree as a FAT16 or FAT32 file system. */
public final class FatWriter {
  private final FatPlan plan;
  private final FatGeometry geometry;
  private final ImageOutput image;

  private FatWriter(FatPlan plan, ImageOutput image) {
    this.plan = plan;
    this.geometry = plan.geometry;
    this.image = image;
  }

  /**
   * Writes TREE on IMAGE, of at least the size that OPTIONS say: FAT32 where that has the 65,525
   * clusters that FAT32 begins with (from 33 MiB on), else FAT16. What does not fit, and a name or
   * kind of file that FAT cannot have, is a diagnostic before anything is written.
   */
  public static void write(
      ImageOutput image, FatOptions options, Manifest tree, FileContent content) {
    new FatWriter(new FatPlan(options, tree), image).write(content);
  }

  private void write(FileContent content) {
    BootSector boot = new BootSector(plan);
    boot.write(image);
    for (int copy = 0; copy < geometry.fatCount(); copy++) {
      writeFat(geometry.fatOffset(copy));
    }
    List<FileCopy> files = new ArrayList<>();
    for (FatNode node : plan.nodes) {
      if (node.directory) {
        writeDirectory(node);
      } else if (node.size > 0) {
        long[] run = {
          geometry.clusterOffset(node.firstCluster), node.clusters * geometry.clusterSize()
        };
        files.add(new FileCopy(node.path, node.size, run));
      }
    }
    FileCopier.copy(image, content, files);
  }

  private void writeFat(long offset) {
    FatTableWriter table = new FatTableWriter(image, geometry, offset);
    table.entry(geometry.endOfChain() & ~0xff | FatLayout.FIXED_MEDIA & 0xff);
    table.entry(geometry.endOfChain());
    for (FatNode node : plan.nodes) {
      for (long i = 1; i < node.clusters; i++) {
        table.entry((int) (node.firstCluster + i));
      }
      if (node.clusters > 0) {
        table.entry(geometry.endOfChain());
      }
    }
    table.finish();
  }

  private void writeDirectory(FatNode node) {
    byte[] entries = plan.entries(node);
    boolean fixed = node.clusters == 0;
    long offset = fixed ? geometry.rootOffset() : geometry.clusterOffset(node.firstCluster);
    long room =
        fixed ? (long) geometry.rootSectors() * SECTOR : node.clusters * geometry.clusterSize();
    image.write(offset, ByteBuffer.wrap(entries));
    image.writeZeros(offset + entries.length, room - entries.length);
  }
}
