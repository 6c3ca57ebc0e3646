package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.ENTRIES;
import static fruix.image.vmdk.VmdkLayout.ENTRY_LENGTH;
import static fruix.image.vmdk.VmdkLayout.GRAIN;
import static fruix.image.vmdk.VmdkLayout.GRAIN_SECTORS;
import static fruix.image.vmdk.VmdkLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageBlocks;
import fruix.image.ImageInput;
import fruix.image.Seed;
import fruix.image.deflate.DeflateEncoder;
import fruix.image.deflate.ParallelDeflate;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Writes a disk as a streamOptimized image, which is made to be sent: compressed grains, each table
 * after its grains, the directory at the end, every part behind a marker. Written from its first
 * byte to its last.
 */
public final class StreamWriter {
  private final ImageBlocks grains;
  private final OutputStream out;
  private final ByteBuffer directory;
  private final ByteBuffer table = sectors(VmdkLayout.TABLE_SECTORS);
  private int tableIndex = -1;

  /** The next sector of the file. */
  private long next;

  private StreamWriter(ImageBlocks grains, OutputStream out) {
    this.grains = grains;
    this.out = out;
    this.directory = sectors(VmdkPlan.directorySectors(VmdkPlan.tables(grains)));
  }

  /** Writes DISK, a whole number of grains, to the new file IMAGE. */
  public static void write(ImageInput disk, Path image, Seed seed) {
    VmdkWriter.requireGrains(disk);
    ImageBlocks grains = ImageBlocks.of(disk, GRAIN);
    try (OutputStream file = Files.newOutputStream(image, StandardOpenOption.CREATE_NEW);
        OutputStream out = new BufferedOutputStream(file, GRAIN)) {
      new StreamWriter(grains, out).write(Descriptor.name(image), seed);
    } catch (UncheckedIOException e) {
      throw FruixException.io("write", image, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FruixException.io("write", image, e);
    }
  }

  private void write(String name, Seed seed) {
    SparseHeader header = header();
    emit(header.bytes());
    emit(Descriptor.of("streamOptimized", header.capacity(), name, seed));
    emit(sectors((int) (GRAIN_SECTORS - next)));
    new ParallelDeflate(grains, DeflateEncoder.LARGEST_WINDOW, DeflateEncoder::zlib)
        .run((index, plain, compressed) -> grain(index, compressed));
    finishTable();
    emit(marker(directory.limit() / SECTOR, VmdkLayout.MARKER_DIRECTORY));
    long directoryAt = next;
    emit(directory);
    emit(marker(1, VmdkLayout.MARKER_FOOTER));
    emit(header.withDirectory(directoryAt).bytes());
    emit(sectors(1)); // the end of the stream: a marker of zeros
  }

  private void grain(int index, byte[] compressed) {
    if (index / ENTRIES != tableIndex) {
      finishTable();
      tableIndex = index / ENTRIES;
    }
    table.putInt(index % ENTRIES * ENTRY_LENGTH, sector());
    int length = VmdkLayout.GRAIN_DATA + compressed.length;
    ByteBuffer grain = sectors((length + SECTOR - 1) / SECTOR);
    grain.putLong(VmdkLayout.MARKER_VALUE, (long) index * GRAIN_SECTORS);
    grain.putInt(VmdkLayout.MARKER_SIZE, compressed.length);
    grain.put(VmdkLayout.GRAIN_DATA, compressed);
    emit(grain);
  }

  private void finishTable() {
    if (tableIndex < 0) {
      return;
    }
    emit(marker(VmdkLayout.TABLE_SECTORS, VmdkLayout.MARKER_TABLE));
    directory.putInt(tableIndex * ENTRY_LENGTH, sector());
    emit(table);
    table.put(0, new byte[VmdkLayout.TABLE_LENGTH]);
  }

  /** The next sector as tables have it; compressed grains hardly ever take more than plain ones. */
  private int sector() {
    if (next >>> Integer.SIZE != 0) {
      throw FruixException.failed("the disk is too large for VMDK, which ends at 2 TiB");
    }
    return (int) next;
  }

  private static ByteBuffer marker(int following, int type) {
    ByteBuffer marker = sectors(1);
    marker.putLong(VmdkLayout.MARKER_VALUE, following);
    marker.putInt(VmdkLayout.MARKER_TYPE, type);
    return marker;
  }

  private SparseHeader header() {
    return new SparseHeader(
        3,
        VmdkLayout.FLAG_LINE_ENDS | VmdkLayout.FLAG_COMPRESSED | VmdkLayout.FLAG_MARKERS,
        (long) grains.count() * GRAIN_SECTORS,
        GRAIN_SECTORS,
        VmdkLayout.DESCRIPTOR_SECTOR,
        VmdkLayout.DESCRIPTOR_SECTORS,
        ENTRIES,
        0,
        VmdkLayout.AT_END,
        GRAIN_SECTORS,
        VmdkLayout.COMPRESSION_DEFLATE);
  }

  private void emit(ByteBuffer sectors) {
    try {
      byte[] bytes = new byte[sectors.capacity()];
      sectors.get(0, bytes);
      out.write(bytes);
      next += sectors.capacity() / SECTOR;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ByteBuffer sectors(int count) {
    return ByteBuffer.allocate(count * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
  }
}
