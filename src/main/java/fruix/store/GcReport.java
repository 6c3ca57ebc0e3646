package fruix.store;

import java.util.List;

/**
 * What a collection removed, or would remove.
 *
 * @param dead items that no root reaches, sorted
 * @param bytes the sum of the sizes in their registrations
 * @param leftovers names, in the store's directory and in its state, of what was never registered
 */
public record GcReport(List<StorePath> dead, long bytes, List<String> leftovers) {

  public GcReport {
    dead = List.copyOf(dead);
    leftovers = List.copyOf(leftovers);
  }
}
