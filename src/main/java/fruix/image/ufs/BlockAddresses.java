package fruix.image.ufs;

/** The address of each block of a file in turn. */
final class BlockAddresses {
  private final long[] runs;
  private final int frag;
  private int run;
  private long inRun;

  BlockAddresses(long[] runs, int frag) {
    this.runs = runs;
    this.frag = frag;
  }

  /** The next block's, 0 for a hole; a last one that is only some fragments counts, too. */
  long next() {
    if (inRun >= runs[run + 1]) {
      run += 2;
      inRun = 0;
    }
    long address = runs[run] == 0 ? 0 : runs[run] + inRun;
    inRun += frag;
    return address;
  }
}
