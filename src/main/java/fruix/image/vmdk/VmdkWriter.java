package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.ENTRIES;
import static fruix.image.vmdk.VmdkLayout.ENTRY_LENGTH;
import static fruix.image.vmdk.VmdkLayout.GRAIN;
import static fruix.image.vmdk.VmdkLayout.GRAIN_SECTORS;
import static fruix.image.vmdk.VmdkLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.FileOutput;
import fruix.image.ImageBlocks;
import fruix.image.ImageInput;
import fruix.image.Seed;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Writes a disk as a monolithicSparse image, which virtual machines run from. */
public final class VmdkWriter {
  /** Positions are sectors in 32 bits. */
  private static final long MOST = 1L << 41;

  private final ImageBlocks grains;
  private final VmdkPlan plan;
  private final FileOutput out;

  private VmdkWriter(ImageBlocks grains, VmdkPlan plan, FileOutput out) {
    this.grains = grains;
    this.plan = plan;
    this.out = out;
  }

  /** The least size of a disk, in bytes, that is SIZE or more and a whole number of grains. */
  public static long capacity(long size) {
    if (size > MOST - (1L << 32)) {
      throw FruixException.failed(
          "a disk of " + size + " bytes is too large for VMDK, which ends at 2 TiB");
    }
    return (size + GRAIN - 1) / GRAIN * GRAIN;
  }

  /** Writes DISK, a whole number of grains, to the new file IMAGE. */
  public static void write(ImageInput disk, Path image, Seed seed) {
    requireGrains(disk);
    ImageBlocks grains = ImageBlocks.of(disk, GRAIN);
    VmdkPlan plan = VmdkPlan.of(grains);
    try (FileOutput out = FileOutput.create(image, plan.end() * SECTOR)) {
      new VmdkWriter(grains, plan, out).write(Descriptor.name(image), seed);
    }
  }

  static void requireGrains(ImageInput disk) {
    if (disk.size() != capacity(disk.size())) {
      throw new IllegalArgumentException("not whole grains: " + disk.size() + " bytes");
    }
  }

  private void write(String name, Seed seed) {
    long capacity = (long) grains.count() * GRAIN_SECTORS;
    ByteBuffer tables =
        ByteBuffer.allocate(plan.tables() * VmdkLayout.TABLE_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    long next = plan.data();
    for (int index = grains.nextData(0); index >= 0; index = grains.nextData(index + 1)) {
      out.write(next * SECTOR, ByteBuffer.wrap(grains.read(index)));
      tables.putInt(index * ENTRY_LENGTH, (int) next);
      next += GRAIN_SECTORS;
    }
    if (next != plan.end()) {
      throw new IllegalStateException(next + " is not the end that was planned: " + plan);
    }
    for (long directory : new long[] {plan.redundant(), plan.directory()}) {
      out.write(directory * SECTOR, directory(plan.firstTable(directory)));
      out.write(plan.firstTable(directory) * SECTOR, tables.duplicate());
    }
    out.write(
        VmdkLayout.DESCRIPTOR_SECTOR * SECTOR,
        Descriptor.of("monolithicSparse", capacity, name, seed));
    out.write(0, header(capacity).bytes());
  }

  private ByteBuffer directory(long firstTable) {
    ByteBuffer directory =
        ByteBuffer.allocate(VmdkPlan.directorySectors(plan.tables()) * SECTOR)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < plan.tables(); i++) {
      directory.putInt((int) (firstTable + (long) i * VmdkLayout.TABLE_SECTORS));
    }
    return directory.clear();
  }

  private SparseHeader header(long capacity) {
    return new SparseHeader(
        1,
        VmdkLayout.FLAG_LINE_ENDS | VmdkLayout.FLAG_REDUNDANT,
        capacity,
        GRAIN_SECTORS,
        VmdkLayout.DESCRIPTOR_SECTOR,
        VmdkLayout.DESCRIPTOR_SECTORS,
        ENTRIES,
        plan.redundant(),
        plan.directory(),
        plan.data(),
        0);
  }
}
