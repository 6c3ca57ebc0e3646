package fruix.build;

import fruix.event.EventSink;
import fruix.store.ItemFiller;
import fruix.store.Rebuilder;
import fruix.store.Registration;
import fruix.store.Store;
import fruix.store.StorePath;
import java.util.Optional;

/**
 * Makes damaged items again as the derivations say that are kept in the store; what they were built
 * from is realised first where it is gone. Sources and trees of the host cannot be had that way.
 */
public final class StoreRebuilder implements Rebuilder {
  private final Store store;
  private final Realiser realiser;
  private final ItemBuild builds;
  private final DerivationReader derivations;

  public StoreRebuilder(Store store, Builders builders, EventSink events) {
    this.store = store;
    this.realiser = new Realiser(store, builders, events, RealiserOptions.of(1));
    this.builds = new ItemBuild(store, builders, events, new BuildDirectories(store.root()), false);
    this.derivations = new DerivationReader(store);
  }

  @Override
  public Optional<ItemFiller> filler(Registration registration) {
    StorePath deriver = registration.deriver();
    if (deriver == null || !store.isValid(deriver)) {
      return Optional.empty();
    }
    Derivation derivation = derivations.read(deriver);
    return Optional.of(
        out -> {
          realiser.realise(derivation.inputs());
          builds.fill(derivation, out);
        });
  }
}
