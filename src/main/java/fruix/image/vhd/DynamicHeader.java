package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What tells where the blocks of a dynamic disk are.
 *
 * @param table the position of the block allocation table, in bytes
 * @param entries in it
 * @param blockSize in bytes: a power of two, at least a sector
 */
record DynamicHeader(long table, int entries, int blockSize) {

  /** The header at POSITION, checked for a disk of SIZE bytes: its table lies inside the file. */
  static DynamicHeader read(ImageInput image, long position, long size) {
    ByteBuffer bytes = image.read(position, VhdLayout.HEADER_LENGTH).order(ByteOrder.BIG_ENDIAN);
    if (bytes.getLong(VhdLayout.COOKIE) != VhdLayout.HEADER_COOKIE) {
      throw image.damaged("it has no header where one should be");
    }
    if (bytes.getInt(VhdLayout.HEADER_CHECKSUM)
        != Footer.checksum(bytes, VhdLayout.HEADER_CHECKSUM)) {
      throw image.damaged("the checksum of its header is wrong");
    }
    DynamicHeader header =
        new DynamicHeader(
            bytes.getLong(VhdLayout.TABLE_OFFSET),
            bytes.getInt(VhdLayout.TABLE_ENTRIES),
            bytes.getInt(VhdLayout.BLOCK_SIZE));
    if (header.blockSize < SECTOR || Integer.bitCount(header.blockSize) != 1) {
      throw image.damaged("its blocks have an impossible size");
    }
    if (header.entries < header.blocks(size)) { // also when negative
      throw image.damaged("its table is too small for a disk of " + size + " bytes");
    }
    image.requireInside(header.table, (long) header.entries * VhdLayout.ENTRY_LENGTH);
    return header;
  }

  /** How many blocks a disk of SIZE bytes has. */
  long blocks(long size) {
    return size / blockSize + (size % blockSize > 0 ? 1 : 0);
  }

  /** The length of what precedes a block: a bit for each sector, in whole sectors. */
  int bitmapLength() {
    int bytes = (blockSize / SECTOR + Byte.SIZE - 1) / Byte.SIZE;
    return (bytes + SECTOR - 1) / SECTOR * SECTOR;
  }

  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(VhdLayout.HEADER_LENGTH);
    bytes.putLong(VhdLayout.COOKIE, VhdLayout.HEADER_COOKIE);
    bytes.putLong(VhdLayout.HEADER_DATA_OFFSET, VhdLayout.NOWHERE);
    bytes.putLong(VhdLayout.TABLE_OFFSET, table);
    bytes.putInt(VhdLayout.HEADER_VERSION, VhdLayout.VERSION_VALUE);
    bytes.putInt(VhdLayout.TABLE_ENTRIES, entries);
    bytes.putInt(VhdLayout.BLOCK_SIZE, blockSize);
    bytes.putInt(VhdLayout.HEADER_CHECKSUM, Footer.checksum(bytes, VhdLayout.HEADER_CHECKSUM));
    return bytes;
  }
}
