package fruix.mtree;

/** Numeric owner and group, as in {@code passwd(5)} and {@code group(5)}; each 0…2³²−2. */
public record Owner(long uid, long gid) {
  /** {@code root:wheel}. */
  public static final Owner ROOT = new Owner(0, 0);

  private static final long MAX = 0xfffffffeL;

  public Owner {
    if (uid < 0 || uid > MAX || gid < 0 || gid > MAX) {
      throw new IllegalArgumentException("not an owner: " + uid + ":" + gid);
    }
  }
}
