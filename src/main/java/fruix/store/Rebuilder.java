package fruix.store;

import java.util.Optional;

/** Knows how damaged items can be made again. */
@FunctionalInterface
public interface Rebuilder {

  /** How the item of REGISTRATION is made; empty when that is not known any more. */
  Optional<ItemFiller> filler(Registration registration);
}
