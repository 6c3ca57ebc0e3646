package fruix.archive.bdb;

/**
 * Offsets and constants of a hash file, version 2 ({@code lib/libc/db/hash/hash.h}, {@code
 * page.h}), with the parameters that {@code pwd_mkdb} opens it with.
 */
final class HashLayout {
  static final int MAGIC = 0x061561;
  static final int VERSION = 2;

  /** BIG_ENDIAN of {@code machine/endian.h}: the order of the numbers on disk. */
  static final int BYTE_ORDER = 4321;

  static final int PAGE_SIZE = 4096;
  static final int PAGE_SHIFT = 12;
  static final int SEGMENT_SIZE = 256;
  static final int SEGMENT_SHIFT = 8;
  static final int FILL_FACTOR = 32;

  /** Buckets at the start: 256 expected keys over the fill factor. */
  static final int FIRST_BUCKETS_LOG2 = 3;

  /** Split points that a header has room for. */
  static final int SPLIT_POINTS = 32;

  static final int HEADER_PAGES = 1;

  /** Hashed to find out whether a reader has the same hash function. */
  static final String CHARKEY = "%$sniglet^&\0";

  static final int HEADER_SIZE = 260;

  /** Marks an entry of a page as the address of the page that goes on. */
  static final int OVERFLOW = 0;

  /** Offsets of real keys are not below this. */
  static final int REAL_KEY = 4;

  /** An overflow address is a split point above these bits and a page number within. */
  static final int SPLIT_SHIFT = 11;

  static final int SPLIT_MASK = 0x7ff;

  private HashLayout() {}

  /** The least n with 2ⁿ not below NUMBER. */
  static int log2(int number) {
    int n = 0;
    while (1L << n < number) {
      n++;
    }
    return n;
  }

  /** The default hash: 33·h + c over unsigned bytes, from 0. */
  static int hash(byte[] key) {
    int h = 0;
    for (byte c : key) {
      h = 33 * h + (c & 0xff);
    }
    return h;
  }
}
