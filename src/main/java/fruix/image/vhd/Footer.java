package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * What stands in the last sector of every VHD, and in the first, too, of a dynamic one.
 *
 * @param header where the dynamic header is, in bytes
 * @param size of the disk, in bytes
 */
record Footer(long header, long size, Geometry geometry, int type, UUID id) {

  /** True if SECTOR of IMAGE begins as a footer does. */
  static boolean isAt(ImageInput image, long position) {
    return image.inside(position, SECTOR)
        && image.read(position, Long.BYTES).order(ByteOrder.BIG_ENDIAN).getLong(0)
            == VhdLayout.FOOTER_COOKIE;
  }

  /** The footer at POSITION; a diagnostic when there is none or its checksum is wrong. */
  static Footer read(ImageInput image, long position) {
    ByteBuffer bytes = image.read(position, SECTOR).order(ByteOrder.BIG_ENDIAN);
    if (bytes.getLong(VhdLayout.COOKIE) != VhdLayout.FOOTER_COOKIE) {
      throw image.damaged("it has no footer where one should be");
    }
    if (bytes.getInt(VhdLayout.CHECKSUM) != checksum(bytes, VhdLayout.CHECKSUM)) {
      throw image.damaged("the checksum of its footer is wrong");
    }
    Geometry geometry =
        new Geometry(
            bytes.getShort(VhdLayout.CYLINDERS) & 0xffff,
            bytes.get(VhdLayout.HEADS) & 0xff,
            bytes.get(VhdLayout.TRACK) & 0xff);
    return new Footer(
        bytes.getLong(VhdLayout.DATA_OFFSET),
        bytes.getLong(VhdLayout.CURRENT_SIZE),
        geometry,
        bytes.getInt(VhdLayout.TYPE),
        new UUID(bytes.getLong(VhdLayout.ID), bytes.getLong(VhdLayout.ID + Long.BYTES)));
  }

  /** The sector. Its time is 0, the first second of 2000. */
  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate(SECTOR);
    bytes.putLong(VhdLayout.COOKIE, VhdLayout.FOOTER_COOKIE);
    bytes.putInt(VhdLayout.FEATURES, VhdLayout.FEATURES_RESERVED);
    bytes.putInt(VhdLayout.VERSION, VhdLayout.VERSION_VALUE);
    bytes.putLong(VhdLayout.DATA_OFFSET, header);
    bytes.putInt(VhdLayout.CREATOR, VhdLayout.CREATOR_VALUE);
    bytes.putInt(VhdLayout.CREATOR_VERSION, VhdLayout.VERSION_VALUE);
    bytes.putInt(VhdLayout.CREATOR_HOST, VhdLayout.CREATOR_HOST_VALUE);
    bytes.putLong(VhdLayout.ORIGINAL_SIZE, size);
    bytes.putLong(VhdLayout.CURRENT_SIZE, size);
    bytes.putShort(VhdLayout.CYLINDERS, (short) geometry.cylinders());
    bytes.put(VhdLayout.HEADS, (byte) geometry.heads());
    bytes.put(VhdLayout.TRACK, (byte) geometry.track());
    bytes.putInt(VhdLayout.TYPE, type);
    bytes.putLong(VhdLayout.ID, id.getMostSignificantBits());
    bytes.putLong(VhdLayout.ID + Long.BYTES, id.getLeastSignificantBits());
    bytes.putInt(VhdLayout.CHECKSUM, checksum(bytes, VhdLayout.CHECKSUM));
    return bytes;
  }

  /** The complement of the sum of BYTES, but for the four at PLACE, where it is written. */
  static int checksum(ByteBuffer bytes, int place) {
    int sum = 0;
    for (int i = 0; i < bytes.limit(); i++) {
      sum += i >= place && i < place + Integer.BYTES ? 0 : bytes.get(i) & 0xff;
    }
    return ~sum;
  }
}
