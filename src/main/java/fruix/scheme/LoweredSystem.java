package fruix.scheme;

import fruix.build.Derivation;
import java.util.List;

/**
 * What an operating-system was lowered to.
 *
 * @param closure the derivation of its closure
 * @param keys what is known of it without building it, for the user
 */
public record LoweredSystem(Derivation closure, List<Key> keys) {

  public LoweredSystem {
    keys = List.copyOf(keys);
  }

  /**
   * A result key.
   *
   * @param list whether its value is a list; else it has exactly one element
   */
  public record Key(String name, boolean list, List<String> values) {
    public Key {
      values = List.copyOf(values);
    }
  }
}
