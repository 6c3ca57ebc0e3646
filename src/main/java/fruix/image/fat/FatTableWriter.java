package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.ImageOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes the entries of one copy of the FAT in order, and zeros to its end. */
final class FatTableWriter {
  private final ImageOutput image;
  private final FatGeometry geometry;
  private final long end;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long position;

  FatTableWriter(ImageOutput image, FatGeometry geometry, long offset) {
    this.image = image;
    this.geometry = geometry;
    this.position = offset;
    this.end = offset + geometry.fatSectors() * SECTOR;
  }

  void entry(int value) {
    if (geometry.bits() == 32) {
      buffer.putInt(value);
    } else {
      buffer.putShort((short) value);
    }
    if (!buffer.hasRemaining()) {
      flush();
    }
  }

  void finish() {
    flush();
    image.writeZeros(position, end - position);
  }

  private void flush() {
    buffer.flip();
    int length = buffer.remaining();
    image.write(position, buffer);
    position += length;
    buffer.clear();
  }
}
