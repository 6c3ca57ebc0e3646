package fruix.store;

/**
 * What kind of system the store lies on, as far as that matters.
 *
 * @param linux whether {@code sync -f} may be tried
 * @param flags whether files can have the flags of {@code chflags(1)}
 */
record Host(boolean linux, boolean flags) {

  /** The host with this value of the system property {@code os.name}. */
  static Host named(String osName) {
    return new Host(osName.equals("Linux"), osName.equals("FreeBSD"));
  }
}
