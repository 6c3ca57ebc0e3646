package fruix.image.deflate;

import java.util.Arrays;

/**
 * Finds repetitions (RFC 1951, 4): a hash of three bytes leads to a chain of earlier places that
 * had it, of which the nearest few are tried; a match gives way to a longer one that begins a byte
 * later. Reused from block to block; for one thread at a time.
 */
final class Matches {
  static final int LEAST = 3;
  static final int MOST = 258;

  private static final int HASH_BITS = 15;
  private static final int CHAIN = 32;

  /** Long enough to be taken without looking further. */
  private static final int GOOD = 64;

  private final int window;
  private final int[] heads = new int[1 << HASH_BITS];
  private final int[] earlier;
  private byte[] data = {};
  private int length;
  private int distance;

  /** Matches in blocks of at most LARGEST bytes, at most WINDOW bytes back. */
  Matches(int largest, int window) {
    this.window = window;
    this.earlier = new int[largest];
  }

  /** Cuts the SIZE first bytes of BLOCK up into literals and matches. */
  Tokens tokens(byte[] block, int size) {
    data = block;
    Arrays.fill(heads, -1);
    Tokens tokens = new Tokens(size);
    int at = 0;
    find(at, size);
    while (at < size) {
      if (length < LEAST) {
        tokens.literal(data[at] & 0xff);
        at++;
        find(at, size);
        continue;
      }
      int foundLength = length;
      int foundDistance = distance;
      find(at + 1, size);
      if (foundLength < GOOD && length > foundLength) {
        tokens.literal(data[at] & 0xff);
        at++;
        continue;
      }
      tokens.match(foundLength, foundDistance);
      int end = at + foundLength;
      for (int skipped = at + 2; skipped < end; skipped++) {
        enter(skipped, size);
      }
      at = end;
      find(at, size);
    }
    return tokens;
  }

  /** Sets LENGTH and DISTANCE to the best match at AT, and enters AT into its chain. */
  private void find(int at, int size) {
    length = 0;
    if (at + LEAST > size) {
      return;
    }
    int most = Math.min(MOST, size - at);
    int candidate = enter(at, size);
    for (int tries = CHAIN; candidate >= 0 && at - candidate <= window && tries > 0; tries--) {
      if (length == 0 || data[candidate + length] == data[at + length]) {
        int same = Arrays.mismatch(data, candidate, candidate + most, data, at, at + most);
        int found = same < 0 ? most : same;
        if (found >= LEAST && found > length) {
          length = found;
          distance = at - candidate;
          if (found == most) {
            return;
          }
        }
      }
      candidate = earlier[candidate];
    }
  }

  /** Enters AT into the chain of its three bytes; returns the place before it, or -1. */
  private int enter(int at, int size) {
    if (at + LEAST > size) {
      return -1;
    }
    int three = data[at] & 0xff | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff) << 16;
    int hash = three * 0x9E3779B1 >>> Integer.SIZE - HASH_BITS;
    int before = heads[hash];
    earlier[at] = before;
    heads[hash] = at;
    return before;
  }
}
