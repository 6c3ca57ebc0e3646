package fruix.build;

import fruix.event.EventSink;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.store.ItemFiller;
import fruix.store.Rebuilder;
import fruix.store.Registration;
import fruix.store.Selection;
import fruix.store.Store;
import fruix.store.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes damaged items again as the derivations say that are kept in the store; what they were built
 * from is realised first where it is gone. Sources, trees of the host and derivations themselves
 * can only be had again from a graph that says where they come from.
 */
public final class StoreRebuilder implements Rebuilder {
  private final Store store;
  private final Realiser realiser;
  private final ItemBuild builds;
  private final DerivationReader derivations;
  private final Map<StorePath, Input> inputs = new HashMap<>();
  private final Map<StorePath, String> texts = new HashMap<>();

  /**
   * @param known graphs whose items need not be looked up in the store
   */
  public StoreRebuilder(Store store, Builders builders, EventSink events, List<Derivation> known) {
    this.store = store;
    this.realiser = new Realiser(store, builders, events, RealiserOptions.of(1));
    this.builds = new ItemBuild(store, builders, events, new BuildDirectories(store.root()), false);
    this.derivations = new DerivationReader(store);
    know(known);
  }

  private void know(List<Derivation> known) {
    DerivationFile.Graph graph = new DerivationFile.Graph();
    known.forEach(graph::of);
    graph.inOrder().forEach(file -> texts.put(file.path(), file.text()));
    Deque<Input> open = new ArrayDeque<>(known);
    while (!open.isEmpty()) {
      Input input = open.pop();
      if (inputs.putIfAbsent(input.path(), input) == null
          && input instanceof Derivation derivation) {
        derivation.inputs().forEach(open::push);
      }
    }
  }

  @Override
  public Optional<ItemFiller> filler(Registration registration) {
    StorePath path = registration.path();
    String text = texts.get(path);
    if (text != null) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(out -> out.file(RelativePath.ROOT, Attributes.FILE, bytes));
    }
    Input input = inputs.get(path);
    if (input instanceof Source source) {
      return Optional.of(
          out -> out.importTree(source.host(), RelativePath.ROOT, Selection.of(source.select())));
    }
    if (input instanceof Derivation derivation) {
      return Optional.of(building(derivation));
    }
    StorePath deriver = registration.deriver();
    return deriver == null || !store.isValid(deriver)
        ? Optional.empty()
        : Optional.of(building(derivations.read(deriver)));
  }

  private ItemFiller building(Derivation derivation) {
    return out -> {
      realiser.realise(derivation.inputs());
      builds.fill(derivation, out);
    };
  }
}
