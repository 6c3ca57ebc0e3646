package fruix.store;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an item comes from.
 *
 * @param deriver the {@code .drv} item that says how it is built; null for a source
 * @param candidates valid items that it may refer to; what they reach counts as well
 */
public record ItemOrigin(@Nullable StorePath deriver, List<StorePath> candidates) {
  /** Files from the host, which refer to nothing. */
  public static final ItemOrigin SOURCE = new ItemOrigin(null, List.of());

  public ItemOrigin {
    candidates = candidates.stream().sorted().distinct().toList();
  }

  /** Built as DERIVER says from CANDIDATES. */
  public static ItemOrigin derived(StorePath deriver, Collection<StorePath> candidates) {
    return new ItemOrigin(deriver, List.copyOf(candidates));
  }
}
