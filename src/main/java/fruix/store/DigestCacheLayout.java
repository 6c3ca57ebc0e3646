package fruix.store;

/**
 * The file of a {@link DigestCache}, all numbers little endian: magic, number of records (8 bytes),
 * records in ascending order of (device, inode), path of the tree (UTF-8), CRC-32C of all that is
 * before it (8 bytes).
 */
final class DigestCacheLayout {
  /** {@code FRXDGST} and the version of the format, in the order of the bytes. */
  static final long MAGIC = 0x3254534744585246L;

  static final int HEADER_BYTES = 16;
  static final int TRAILER_BYTES = 8;

  /** Words of a record, 8 bytes each. */
  static final int DEVICE = 0;

  static final int INODE = 1;
  static final int SIZE = 2;
  static final int MTIME = 3;
  static final int CTIME = 4;

  /** Four words, as {@link fruix.hash.Sha256} holds them. */
  static final int DIGEST = 5;

  static final int WORDS = 9;

  static final int RECORD_BYTES = 8 * WORDS;

  private DigestCacheLayout() {}
}
