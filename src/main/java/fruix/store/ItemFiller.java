package fruix.store;

import java.io.IOException;

/** Writes what an item holds. */
@FunctionalInterface
public interface ItemFiller {

  void fill(ItemWriter out) throws IOException, InterruptedException;
}
