package fruix.store;

/**
 * Something wrong with an item.
 *
 * @param what as {@code usr/bin/su: its contents changed}
 */
public record Problem(StorePath item, String what) {

  @Override
  public String toString() {
    return item + ": " + what;
  }
}
