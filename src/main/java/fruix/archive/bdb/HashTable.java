package fruix.archive.bdb;

import static fruix.archive.bdb.HashLayout.FILL_FACTOR;
import static fruix.archive.bdb.HashLayout.FIRST_BUCKETS_LOG2;
import static fruix.archive.bdb.HashLayout.PAGE_SIZE;
import static fruix.archive.bdb.HashLayout.REAL_KEY;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A hash table of Berkeley DB 1.85 that only grows. It is the linear hashing of the C library's
 * {@code hash.c} and {@code hash_page.c}, step by step, in the order in which that uses pages: the
 * same puts make the same file. (Beyond 512 pages, the C library's cache starts to evict pages, and
 * what it leaves in their unused parts may differ.) A pair must fit on one page.
 */
final class HashTable {
  /** The longest key and data together. */
  static final int MAX_PAIR = PAGE_SIZE - 6 - 8;

  private final Map<Integer, Page> buckets = new HashMap<>();
  private final Map<Integer, Page> overflows = new HashMap<>();
  private final OverflowPages space = new OverflowPages();
  private int maxBucket = (1 << FIRST_BUCKETS_LOG2) - 1;
  private int lowMask = maxBucket;
  private int highMask = (maxBucket << 1) | 1;
  private int keys;

  /**
   * Puts DATA under KEY unless the key is there; tells whether it did. Throws
   * IllegalArgumentException when both are longer than {@link #MAX_PAIR}.
   */
  boolean putNew(byte[] key, byte[] data) {
    if (key.length + data.length > MAX_PAIR) {
      throw new IllegalArgumentException("a pair of " + (key.length + data.length) + " bytes");
    }
    Page page = bucket(bucketOf(key));
    while (true) {
      for (int i = 1; i < page.count() && page.number(i + 1) >= REAL_KEY; i += 2) {
        if (page.hasKey(i, key)) {
          return false;
        }
      }
      if (page.next() == 0) {
        break;
      }
      page = overflow(page.next());
    }
    boolean expand = !page.fits(key.length + data.length);
    add(page, key, data);
    keys++;
    if (expand || keys / (maxBucket + 1) > FILL_FACTOR) {
      expand();
    }
    return true;
  }

  /** Adds the pair to PAGE, or to a new overflow page behind it; the page it is on. */
  private Page add(Page page, byte[] key, byte[] data) {
    Page target = page;
    if (!page.fits(key.length + data.length)) {
      page.modified = true;
      int address = space.allocate();
      target = new Page(address);
      overflows.put(address, target);
      page.putOverflow(address);
    }
    target.put(key, data);
    target.modified = true;
    return target;
  }

  private int bucketOf(byte[] key) {
    int bucket = HashLayout.hash(key) & highMask;
    return bucket > maxBucket ? bucket & lowMask : bucket;
  }

  private Page bucket(int number) {
    return buckets.computeIfAbsent(number, Page::new);
  }

  private Page overflow(int address) {
    Page page = overflows.get(address);
    if (page == null) {
      throw new IllegalStateException("no overflow page " + address);
    }
    return page;
  }

  private void expand() {
    maxBucket++;
    int old = maxBucket & lowMask;
    space.grow(maxBucket);
    if (maxBucket > highMask) {
      lowMask = highMask;
      highMask = maxBucket | lowMask;
    }
    split(old, bucket(old), bucket(maxBucket));
  }

  /** Moves what now belongs to the new bucket from page OLD, of bucket NUMBER, to page FRESH. */
  private void split(int number, Page old, Page fresh) {
    old.modified = true;
    fresh.modified = true;
    int keepTo = PAGE_SIZE;
    int end = PAGE_SIZE;
    int kept = 0;
    int count = old.count();
    int next = old.next();
    int pairs = next == 0 ? count : count - 2;
    for (int i = 1; i < pairs; i += 2) {
      int keyAt = old.number(i);
      int dataAt = old.number(i + 1);
      byte[] key = old.copy(keyAt, end);
      if (bucketOf(key) == number) {
        int shift = keepTo - end;
        keepTo = dataAt + shift;
        if (shift != 0) {
          old.move(dataAt, keepTo, end - dataAt);
          old.number(kept + 1, keyAt + shift);
          old.number(kept + 2, keepTo);
        }
        kept += 2;
      } else {
        fresh.put(key, old.copy(dataAt, keyAt));
      }
      end = dataAt;
    }
    old.trim(kept, keepTo);
    if (next != 0) {
      splitOverflow(number, old, fresh, next);
    }
  }

  /** Goes on with the overflow pages from address NEXT on, which are given back one step late. */
  private void splitOverflow(int number, Page old, Page fresh, int next) {
    Page keep = old;
    Page move = fresh;
    int last = 0;
    for (int address = next; address != 0; ) {
      Page page = overflow(address);
      if (last != 0) {
        release(last);
      }
      last = address;
      int end = PAGE_SIZE;
      for (int i = 1; i < page.count() && page.number(i + 1) >= REAL_KEY; i += 2) {
        byte[] key = page.copy(page.number(i), end);
        byte[] data = page.copy(page.number(i + 1), page.number(i));
        end = page.number(i + 1);
        if (bucketOf(key) == number) {
          keep = add(keep, key, data);
        } else {
          move = add(move, key, data);
        }
      }
      address = page.next();
    }
    release(last);
  }

  private void release(int address) {
    space.free(address);
    overflows.remove(address);
  }

  /** The file. */
  byte[] toBytes() {
    Map<Integer, byte[]> pages = new HashMap<>();
    pages.put(0, header());
    pages.put(space.pageOfOverflow(OverflowPages.bitmapAddress()), space.bitmapOnDisk());
    List<Page> written = new ArrayList<>(buckets.values());
    for (Page page : written) {
      if (page.modified) {
        pages.put(space.pageOfBucket(page.address), page.onDisk());
      }
    }
    for (Page page : overflows.values()) {
      pages.put(space.pageOfOverflow(page.address), page.onDisk());
    }
    int last = pages.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    byte[] file = new byte[(last + 1) * PAGE_SIZE];
    pages.forEach(
        (number, bytes) -> System.arraycopy(bytes, 0, file, number * PAGE_SIZE, bytes.length));
    return file;
  }

  private byte[] header() {
    ByteBuffer out = ByteBuffer.allocate(HashLayout.HEADER_SIZE);
    out.putInt(HashLayout.MAGIC).putInt(HashLayout.VERSION).putInt(HashLayout.BYTE_ORDER);
    out.putInt(PAGE_SIZE).putInt(HashLayout.PAGE_SHIFT);
    // The directory of segments starts with as many as a segment has buckets.
    out.putInt(HashLayout.SEGMENT_SIZE);
    out.putInt(HashLayout.SEGMENT_SIZE).putInt(HashLayout.SEGMENT_SHIFT);
    out.putInt(space.splitPoint()).putInt(space.lastFreed());
    out.putInt(maxBucket).putInt(highMask).putInt(lowMask);
    out.putInt(FILL_FACTOR).putInt(keys).putInt(HashLayout.HEADER_PAGES);
    out.putInt(HashLayout.hash(HashLayout.CHARKEY.getBytes(StandardCharsets.ISO_8859_1)));
    for (int i = 0; i < HashLayout.SPLIT_POINTS; i++) {
      out.putInt(space.spares(i));
    }
    out.putShort((short) OverflowPages.bitmapAddress());
    return out.array();
  }
}
