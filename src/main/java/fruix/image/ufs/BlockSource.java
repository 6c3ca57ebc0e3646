package fruix.image.ufs;

/** Hands out whole blocks in the order in which they are to be filled. */
interface BlockSource {

  /**
   * The next run of consecutive blocks, at most COUNT and at least one: its address in {@link
   * Run#address}.
   */
  Run next(long count);

  /** A run of BLOCKS blocks from ADDRESS on. */
  record Run(long address, long blocks) {}
}
