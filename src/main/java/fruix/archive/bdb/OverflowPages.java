package fruix.archive.bdb;

import static fruix.archive.bdb.HashLayout.FIRST_BUCKETS_LOG2;
import static fruix.archive.bdb.HashLayout.HEADER_PAGES;
import static fruix.archive.bdb.HashLayout.PAGE_SIZE;
import static fruix.archive.bdb.HashLayout.SPLIT_MASK;
import static fruix.archive.bdb.HashLayout.SPLIT_POINTS;
import static fruix.archive.bdb.HashLayout.SPLIT_SHIFT;

import fruix.diag.FruixException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which overflow pages are in use. They are allocated per split point, that is, between the buckets
 * of one doubling of the table and the next; a bitmap page, itself the first overflow page, has a
 * bit for each ({@code hash_page.c}, overflow_page and __free_ovflpage).
 */
final class OverflowPages {
  /** Bits of the one bitmap page that is supported; a table of 10⁵ users needs some 10³. */
  private static final int BITS = PAGE_SIZE * 8;

  private static final int ALL_SET = -1;

  private final int[] bitmap = new int[PAGE_SIZE / 4];
  private final int[] spares = new int[SPLIT_POINTS];
  private int splitPoint = FIRST_BUCKETS_LOG2;
  private int lastFreed = 2;

  OverflowPages() {
    int bits = FIRST_BUCKETS_LOG2 + 1;
    spares[splitPoint] = bits;
    spares[splitPoint + 1] = bits;
    Arrays.fill(bitmap, ALL_SET);
    bitmap[0] = ALL_SET << bits;
    set(0);
  }

  int splitPoint() {
    return splitPoint;
  }

  int lastFreed() {
    return lastFreed;
  }

  /** Overflow pages up to and with each split point. */
  int spares(int point) {
    return spares[point];
  }

  /** The overflow address of the bitmap page. */
  static int bitmapAddress() {
    return FIRST_BUCKETS_LOG2 << SPLIT_SHIFT | 1;
  }

  /** The bitmap page as it lies on disk. */
  byte[] bitmapOnDisk() {
    ByteBuffer out = ByteBuffer.allocate(PAGE_SIZE);
    for (int word : bitmap) {
      out.putInt(word);
    }
    return out.array();
  }

  /** The place in the file of bucket BUCKET, in pages. */
  int pageOfBucket(int bucket) {
    int spare = bucket == 0 ? 0 : spares[HashLayout.log2(bucket + 1) - 1];
    return bucket + HEADER_PAGES + spare;
  }

  /** The place in the file of the overflow page ADDRESS, in pages. */
  int pageOfOverflow(int address) {
    return pageOfBucket((1 << (address >>> SPLIT_SHIFT)) - 1) + (address & SPLIT_MASK);
  }

  /** Notes that bucket MAX_BUCKET is the last now. */
  void grow(int maxBucket) {
    int point = HashLayout.log2(maxBucket + 1);
    if (point > splitPoint) {
      spares[point] = spares[splitPoint];
      splitPoint = point;
    }
  }

  /** Takes the first free page, or a new one; its overflow address. */
  int allocate() {
    int freeBit = spares[splitPoint] - 1;
    for (int word = lastFreed / Integer.SIZE; word * Integer.SIZE <= freeBit; word++) {
      if (bitmap[word] != ALL_SET) {
        return take(word * Integer.SIZE + Integer.numberOfTrailingZeros(~bitmap[word]));
      }
    }
    lastFreed = spares[splitPoint];
    spares[splitPoint]++;
    int offset = spares[splitPoint] - spares[splitPoint - 1];
    if (offset > SPLIT_MASK || freeBit + 1 >= BITS) {
      throw full();
    }
    set(freeBit + 1);
    return splitPoint << SPLIT_SHIFT | offset;
  }

  private int take(int bit) {
    set(bit);
    int number = bit + 1;
    if (number >= lastFreed) {
      lastFreed = number - 1;
    }
    int point = 0;
    while (point < splitPoint && number > spares[point]) {
      point++;
    }
    int offset = point == 0 ? number : number - spares[point - 1];
    if (offset >= SPLIT_MASK) {
      throw full();
    }
    return point << SPLIT_SHIFT | offset;
  }

  /** Gives the overflow page ADDRESS back. */
  void free(int address) {
    int point = address >>> SPLIT_SHIFT;
    int bit = (point == 0 ? 0 : spares[point - 1]) + (address & SPLIT_MASK) - 1;
    if (bit < lastFreed) {
      lastFreed = bit;
    }
    bitmap[bit / Integer.SIZE] &= ~(1 << bit % Integer.SIZE);
  }

  private void set(int bit) {
    bitmap[bit / Integer.SIZE] |= 1 << bit % Integer.SIZE;
  }

  private static FruixException full() {
    return FruixException.failed("too many users for one password database");
  }
}
