package fruix.archive.bdb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads a hash file by the rules of {@code hash.h} and {@code page.h} alone: every pair, and that
 * each lies in the bucket that a look-up would search.
 */
final class HashReader {
  private final ByteBuffer file;
  private final int pageSize;
  private final int maxBucket;

  HashReader(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    check(file.getInt(0) == 0x061561 && file.getInt(4) == 2, "magic and version");
    check(file.getInt(8) == 4321, "byte order");
    pageSize = file.getInt(12);
    maxBucket = file.getInt(40);
    check(file.getInt(64) == 0x956e7de3, "hash of the character key");
  }

  /** Keys and values, a char a byte. */
  Map<String, String> pairs() {
    Map<String, String> pairs = new TreeMap<>();
    for (int bucket = 0; bucket <= maxBucket; bucket++) {
      int page = page(bucket);
      while (page >= 0) {
        page = readPage(bucket, page * pageSize, pairs);
      }
    }
    check(pairs.size() == file.getInt(56), "number of keys");
    return pairs;
  }

  /** Reads the page at byte AT; the number of the one that follows it, or -1. */
  private int readPage(int bucket, int at, Map<String, String> pairs) {
    if (at >= file.limit()) {
      return -1;
    }
    int count = number(at, 0);
    int end = pageSize;
    for (int i = 1; i < count; i += 2) {
      int first = number(at, i);
      int second = number(at, i + 1);
      if (second == 0) {
        check(i == count - 1, "an overflow entry comes last");
        return page((1 << (first >> 11)) - 1) + (first & 0x7ff);
      }
      check(second >= 4, "no big pairs here");
      String key = text(at + first, at + end);
      check(bucketOf(key) == bucket, "the key's bucket");
      check(pairs.put(key, text(at + second, at + first)) == null, "the key is there once");
      end = second;
    }
    if (count > 0) {
      check(number(at, count + 2) == end, "the end of the free part");
      check(number(at, count + 1) == end - 2 * (count + 3), "the size of the free part");
    }
    return -1;
  }

  private int bucketOf(String key) {
    int hash = 0;
    for (int i = 0; i < key.length(); i++) {
      hash = hash * 33 + key.charAt(i);
    }
    int bucket = hash & file.getInt(44);
    return bucket > maxBucket ? bucket & file.getInt(48) : bucket;
  }

  private int page(int bucket) {
    int spare = 0;
    if (bucket > 0) {
      int log = 32 - Integer.numberOfLeadingZeros(bucket);
      spare = file.getInt(68 + 4 * (log - 1));
    }
    return bucket + 1 + spare;
  }

  private int number(int at, int index) {
    return file.getShort(at + 2 * index) & 0xffff;
  }

  private String text(int start, int end) {
    return new String(Arrays.copyOfRange(file.array(), start, end), StandardCharsets.ISO_8859_1);
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("a hash file is wrong about: " + what);
    }
  }
}
