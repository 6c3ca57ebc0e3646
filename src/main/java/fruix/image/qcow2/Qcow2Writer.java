package fruix.image.qcow2;

import static fruix.image.qcow2.Qcow2Layout.CLUSTER;
import static fruix.image.qcow2.Qcow2Layout.COMPRESSED;
import static fruix.image.qcow2.Qcow2Layout.COPIED;
import static fruix.image.qcow2.Qcow2Layout.ENTRIES;
import static fruix.image.qcow2.Qcow2Layout.ENTRY_LENGTH;
import static fruix.image.qcow2.Qcow2Layout.SECTOR;

import fruix.image.FileOutput;
import fruix.image.ImageBlocks;
import fruix.image.ImageInput;
import fruix.image.deflate.DeflateEncoder;
import fruix.image.deflate.ParallelDeflate;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes a disk as a qcow2 image. */
public final class Qcow2Writer {
  private final ImageBlocks blocks;
  private final long diskSize;
  private final FileOutput out;
  private final Qcow2Plan plan;
  private final short[] references;

  /** The first byte that no data has taken yet. */
  private long end;

  /** The level 2 table that is being filled, and which one of the level 1 table's it is. */
  private final ByteBuffer l2 = ByteBuffer.allocate(CLUSTER);

  private int l2Index = -1;
  private final ByteBuffer l1;
  private long nextL2;

  private Qcow2Writer(ImageBlocks blocks, long diskSize, FileOutput out, Qcow2Plan plan) {
    this.blocks = blocks;
    this.diskSize = diskSize;
    this.out = out;
    this.plan = plan;
    this.references = new short[Math.toIntExact(plan.clusters())];
    this.end = plan.data() * CLUSTER;
    this.l1 = ByteBuffer.allocate(plan.l1Clusters() * CLUSTER);
    this.nextL2 = plan.firstL2Table();
  }

  /** Writes DISK, a whole number of sectors, to the new file IMAGE, its data as it is. */
  public static void write(ImageInput disk, Path image) {
    write(disk, image, Qcow2Writer::plainClusters);
  }

  /** As {@link #write}, with the data compressed. */
  public static void writeCompressed(ImageInput disk, Path image) {
    write(disk, image, Qcow2Writer::compressedClusters);
  }

  private interface Clusters {
    void write(Qcow2Writer writer);
  }

  private static void write(ImageInput disk, Path image, Clusters clusters) {
    if (disk.size() % SECTOR != 0) {
      throw new IllegalArgumentException("not whole sectors: " + disk.size() + " bytes");
    }
    ImageBlocks blocks = ImageBlocks.of(disk, CLUSTER);
    Qcow2Plan plan = Qcow2Plan.of(blocks);
    try (FileOutput out = FileOutput.create(image, plan.size())) {
      Qcow2Writer writer = new Qcow2Writer(blocks, disk.size(), out, plan);
      clusters.write(writer);
      writer.finish();
    }
  }

  private void plainClusters() {
    for (int index = blocks.nextData(0); index >= 0; index = blocks.nextData(index + 1)) {
      plain(index, blocks.read(index));
    }
  }

  private void compressedClusters() {
    new ParallelDeflate(blocks, Qcow2Layout.WINDOW, DeflateEncoder::deflate)
        .run(
            (index, plain, compressed) -> {
              if (compressed.length < CLUSTER) {
                compressed(index, compressed);
              } else {
                plain(index, plain);
              }
            });
  }

  private void plain(int index, byte[] cluster) {
    long position = roundUp(end);
    out.write(position, ByteBuffer.wrap(cluster));
    refer(position, CLUSTER);
    enter(index, position | COPIED);
    end = position + CLUSTER;
  }

  /** Packs compressed clusters; sectors and clusters of the file may have parts of several. */
  private void compressed(int index, byte[] data) {
    long sectors = (end + data.length - 1) / SECTOR - end / SECTOR;
    out.write(end, ByteBuffer.wrap(data));
    long first = end / SECTOR * SECTOR;
    refer(first, (sectors + 1) * SECTOR);
    int shift = Qcow2Layout.sectorsShift(Qcow2Layout.WRITTEN_CLUSTER_BITS);
    enter(index, COMPRESSED | sectors << shift | end);
    end += data.length;
  }

  /** Counts a reference to each cluster of the file that the range touches. */
  private void refer(long position, long length) {
    long last = (position + length - 1) / CLUSTER;
    for (long cluster = position / CLUSTER; cluster <= last; cluster++) {
      references[(int) cluster]++;
    }
  }

  private void enter(int index, long entry) {
    if (index / ENTRIES != l2Index) {
      finishL2();
      l2Index = index / ENTRIES;
    }
    l2.putLong(index % ENTRIES * ENTRY_LENGTH, entry);
  }

  private void finishL2() {
    if (l2Index < 0) {
      return;
    }
    out.write(nextL2 * CLUSTER, l2.duplicate());
    l1.putLong(l2Index * ENTRY_LENGTH, nextL2 * CLUSTER | COPIED);
    nextL2++;
    l2.put(0, new byte[CLUSTER]);
  }

  private void finish() {
    finishL2();
    if (nextL2 != plan.data()) {
      throw new IllegalStateException(nextL2 + " is not where the data begins: " + plan);
    }
    out.write(plan.l1Table() * CLUSTER, l1);
    refer(0, plan.data() * CLUSTER);
    ByteBuffer table = ByteBuffer.allocate(plan.refcountTableClusters() * CLUSTER);
    for (int i = 0; i < plan.refcountBlocks(); i++) {
      table.putLong((plan.firstRefcountBlock() + i) * CLUSTER);
    }
    out.write(plan.refcountTable() * CLUSTER, table.clear());
    ByteBuffer counts = ByteBuffer.allocate(plan.refcountBlocks() * CLUSTER);
    for (short count : references) {
      counts.putShort(count);
    }
    out.write(plan.firstRefcountBlock() * CLUSTER, counts.clear());
    out.write(0, header());
    out.truncate(roundUp(end));
  }

  private ByteBuffer header() {
    ByteBuffer header = ByteBuffer.allocate(CLUSTER); // after the header no extensions: a type of 0
    header.putInt(Qcow2Layout.MAGIC, Qcow2Layout.MAGIC_VALUE);
    header.putInt(Qcow2Layout.VERSION, 3);
    header.putInt(Qcow2Layout.CLUSTER_BITS, Qcow2Layout.WRITTEN_CLUSTER_BITS);
    header.putLong(Qcow2Layout.SIZE, diskSize);
    header.putInt(Qcow2Layout.L1_SIZE, plan.l1Entries());
    header.putLong(Qcow2Layout.L1_TABLE_OFFSET, plan.l1Table() * CLUSTER);
    header.putLong(Qcow2Layout.REFCOUNT_TABLE_OFFSET, plan.refcountTable() * CLUSTER);
    header.putInt(Qcow2Layout.REFCOUNT_TABLE_CLUSTERS, plan.refcountTableClusters());
    header.putInt(Qcow2Layout.REFCOUNT_ORDER, Qcow2Layout.WRITTEN_REFCOUNT_ORDER);
    header.putInt(Qcow2Layout.HEADER_LENGTH, Qcow2Layout.HEADER_3_LENGTH);
    return header;
  }

  private static long roundUp(long position) {
    return (position + CLUSTER - 1) / CLUSTER * CLUSTER;
  }
}
