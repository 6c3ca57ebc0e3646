package fruix.archive.bdb;

import static fruix.archive.bdb.HashLayout.OVERFLOW;
import static fruix.archive.bdb.HashLayout.PAGE_SIZE;
import static fruix.archive.bdb.HashLayout.REAL_KEY;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A page of keys and data: a count n and 2n offsets from the front, then how much is free and where
 * the free part ends; the keys and data themselves from the back. Numbers have 16 bits and, in
 * memory, the order of an amd64: what is left over beyond the numbers in use goes to disk as it is.
 */
final class Page {
  /** An overflow entry, which every page keeps room for. */
  private static final int OVERFLOW_SIZE = 4;

  /** Bucket number, or overflow address. */
  final int address;

  /** Only pages that something was put on are written. */
  boolean modified;

  private final byte[] bytes = new byte[PAGE_SIZE];
  private final ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  Page(int address) {
    this.address = address;
    clear(PAGE_SIZE);
    number(0, 0);
    number(1, PAGE_SIZE - 6);
    number(2, PAGE_SIZE);
  }

  /** Says that the page has no more than its first COUNT entries and that keys start at OFFSET. */
  void trim(int count, int offset) {
    number(0, count);
    clear(offset);
  }

  private void clear(int offset) {
    int count = count();
    number(count + 1, offset - 2 * (count + 3));
    number(count + 2, offset);
  }

  int count() {
    return number(0);
  }

  int number(int index) {
    return numbers.getShort(2 * index) & 0xffff;
  }

  void number(int index, int value) {
    numbers.putShort(2 * index, (short) value);
  }

  int free() {
    return number(count() + 1);
  }

  int offset() {
    return number(count() + 2);
  }

  /** The address of the page that goes on; 0 when this is the last. */
  int next() {
    int n = count();
    return n > 0 && number(n) == OVERFLOW ? number(n - 1) : 0;
  }

  /** Whether key and data of SIZE bytes fit and still leave room for an overflow entry. */
  boolean fits(int size) {
    return number(2) >= REAL_KEY && 4 + size + OVERFLOW_SIZE <= free();
  }

  void put(byte[] key, byte[] data) {
    int n = count();
    int at = offset() - key.length;
    System.arraycopy(key, 0, bytes, at, key.length);
    number(++n, at);
    at -= data.length;
    System.arraycopy(data, 0, bytes, at, data.length);
    number(++n, at);
    trim(n, at);
  }

  /** Adds the entry that leads to the overflow page ADDRESS. */
  void putOverflow(int address) {
    int n = count();
    number(n + 4, offset());
    number(n + 3, free() - OVERFLOW_SIZE);
    number(n + 1, address);
    number(n + 2, OVERFLOW);
    number(0, n + 2);
  }

  /** Whether the key of entry INDEX (odd) is KEY. */
  boolean hasKey(int index, byte[] key) {
    int end = index == 1 ? PAGE_SIZE : number(index - 1);
    int start = number(index);
    return end - start == key.length && Arrays.equals(bytes, start, end, key, 0, key.length);
  }

  byte[] copy(int start, int end) {
    return Arrays.copyOfRange(bytes, start, end);
  }

  void move(int from, int to, int length) {
    System.arraycopy(bytes, from, bytes, to, length);
  }

  /** The page as it lies on disk, its numbers in big-endian order. */
  byte[] onDisk() {
    byte[] copy = bytes.clone();
    ByteBuffer out = ByteBuffer.wrap(copy).order(ByteOrder.BIG_ENDIAN);
    for (int i = 0; i <= count() + 2; i++) {
      out.putShort(2 * i, (short) number(i));
    }
    return copy;
  }
}
