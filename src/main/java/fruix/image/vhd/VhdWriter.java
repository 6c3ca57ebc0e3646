package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.BLOCK;
import static fruix.image.vhd.VhdLayout.ENTRY_LENGTH;
import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.image.FileOutput;
import fruix.image.ImageBlocks;
import fruix.image.ImageInput;
import fruix.image.Seed;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Writes a disk as a VHD image. */
public final class VhdWriter {

  private VhdWriter() {}

  /** The least size of a disk, in bytes, that is SIZE or more and that VHD can have. */
  public static long capacity(long size) {
    return Geometry.roundUp(size);
  }

  /** Writes DISK, of a {@link #capacity}, to the new file IMAGE, zeros left out. */
  public static void write(ImageInput disk, Path image, Seed seed) {
    Footer footer = footer(disk, VhdLayout.TYPE_DYNAMIC, VhdLayout.HEADER_POSITION, seed);
    ImageBlocks blocks = ImageBlocks.of(disk, BLOCK);
    DynamicHeader header = new DynamicHeader(VhdLayout.TABLE_POSITION, blocks.count(), BLOCK);
    int tableLength = (blocks.count() * ENTRY_LENGTH + SECTOR - 1) / SECTOR * SECTOR;
    ByteBuffer table = ByteBuffer.allocate(tableLength);
    Arrays.fill(table.array(), (byte) 0xff);
    byte[] bitmap = new byte[VhdLayout.BITMAP_LENGTH];
    Arrays.fill(bitmap, (byte) 0xff);
    long next = VhdLayout.TABLE_POSITION + (long) tableLength;
    long end = next + (long) blocks.dataCount() * (bitmap.length + BLOCK);
    try (FileOutput out = FileOutput.create(image, end + SECTOR)) {
      for (int index = blocks.nextData(0); index >= 0; index = blocks.nextData(index + 1)) {
        table.putInt(index * ENTRY_LENGTH, (int) (next / SECTOR));
        out.write(next, ByteBuffer.wrap(bitmap));
        out.write(next + bitmap.length, ByteBuffer.wrap(blocks.read(index)));
        next += bitmap.length + BLOCK;
      }
      if (next != end) {
        throw new IllegalStateException(next + " is not the end that was planned, " + end);
      }
      out.write(end, footer.bytes());
      out.write(header.table(), table);
      out.write(VhdLayout.HEADER_POSITION, header.bytes());
      out.write(0, footer.bytes());
    }
  }

  /** Writes DISK, of a {@link #capacity}, to the new file IMAGE: as it is, and a footer. */
  public static void writeFixed(ImageInput disk, Path image, Seed seed) {
    Footer footer = footer(disk, VhdLayout.TYPE_FIXED, VhdLayout.NOWHERE, seed);
    ImageBlocks blocks = ImageBlocks.of(disk, 1 << 20);
    try (FileOutput out = FileOutput.create(image, disk.size() + SECTOR)) {
      for (int index = blocks.nextData(0); index >= 0; index = blocks.nextData(index + 1)) {
        out.write((long) index * blocks.blockSize(), ByteBuffer.wrap(blocks.read(index)));
      }
      out.write(disk.size(), footer.bytes());
    }
  }

  private static Footer footer(ImageInput disk, int type, long header, Seed seed) {
    if (disk.size() != capacity(disk.size())) {
      throw new IllegalArgumentException("no size that VHD can have: " + disk.size() + " bytes");
    }
    return new Footer(header, disk.size(), Geometry.of(disk.size()), type, seed.uuid("vhd"));
  }
}
