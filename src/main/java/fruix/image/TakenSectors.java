package fruix.image;

import java.util.BitSet;

/**
 * Remembers which sectors of a file are taken, for those who check that no two things lie in one
 * place. Only the first TiB is remembered, so that no file makes it fill memory.
 */
public final class TakenSectors {
  private final BitSet taken = new BitSet();

  /** Takes COUNT sectors from FIRST on; false if one of them is taken already. */
  public boolean take(long first, int count) {
    if (first + count > Integer.MAX_VALUE) {
      return true;
    }
    int next = taken.nextSetBit((int) first);
    boolean free = next < 0 || next >= first + count;
    taken.set((int) first, (int) first + count);
    return free;
  }
}
