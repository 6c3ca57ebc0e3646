package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.store.ItemOrigin;
import fruix.store.Selection;
import fruix.store.Store;
import fruix.store.StorePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Turns derivations and sources into valid store items. What it makes or finds is kept from garbage
 * collection until the store is closed, so a caller has the time to root it. Several realisers, in
 * several processes, may be at the same graph: one builds an item, the others wait and reuse it.
 */
public final class Realiser {
  /** So many differing paths of an item are reported. */
  private static final int SHOWN_DIFFERENCES = 20;

  private final Store store;
  private final Builders builders;
  private final EventSink events;
  private final RealiserOptions options;

  public Realiser(Store store, Builders builders, EventSink events, RealiserOptions options) {
    this.store = store;
    this.builders = builders;
    this.events = events;
    this.options = options;
  }

  /** What {@link #realise} would do; nothing is written. */
  public Plan plan(List<? extends Input> wanted) {
    return Plan.of(wanted, store::isValid, options.check());
  }

  /**
   * Makes every item of WANTED valid, and says what there was to do. The first build to fail stops
   * the others and is thrown, exit status 4; an interrupt of this thread stops them as well, exit
   * status 130.
   */
  public Plan realise(List<? extends Input> wanted) {
    protect(wanted);
    Plan plan = plan(wanted);
    events.emit(
        new Event.Plan(plan.derivations().size() + plan.sources().size(), plan.present().size()));
    plan.derivations().forEach(builders::of);
    plan.sources().forEach(this::add);
    Map<StorePath, StorePath> derivers = writeDerivations(plan.derivations());
    build(plan, derivers);
    return plan;
  }

  /** Before a look at what is valid, so that it stays so. */
  private void protect(List<? extends Input> wanted) {
    Set<StorePath> all = new HashSet<>();
    List<Input> open = new ArrayList<>(wanted);
    while (!open.isEmpty()) {
      Input input = open.remove(open.size() - 1);
      if (all.add(input.path()) && input instanceof Derivation derivation) {
        open.addAll(derivation.inputs());
      }
    }
    store.protect(all);
  }

  private void add(Source source) {
    events.emit(new Event.BuildStarted(source.path().name()));
    store.realiseSource(source.path(), source.host(), Selection.of(source.select()));
    events.emit(new Event.BuildFinished(source.path().name(), 0));
  }

  /** Adds the files of DERIVATIONS and of all they are built from; the file of each by output. */
  private Map<StorePath, StorePath> writeDerivations(List<Derivation> derivations) {
    DerivationFile.Graph graph = new DerivationFile.Graph();
    derivations.forEach(graph::of);
    for (DerivationFile file : graph.inOrder()) {
      byte[] bytes = file.text().getBytes(StandardCharsets.UTF_8);
      store.realise(
          file.path(),
          new ItemOrigin(null, file.inputs()),
          out -> out.file(RelativePath.ROOT, Attributes.FILE, bytes));
    }
    return graph.paths();
  }

  private void build(Plan plan, Map<StorePath, StorePath> derivers) {
    ItemBuild builds =
        new ItemBuild(
            store, builders, events, new BuildDirectories(store.root()), options.keepFailed());
    Map<StorePath, List<String>> differing = new ConcurrentSkipListMap<>();
    BuildSchedule schedule =
        new BuildSchedule(
            plan.derivations(),
            derivation -> {
              if (plan.present().contains(derivation.path())) {
                List<String> lines = builds.check(derivation);
                if (!lines.isEmpty()) {
                  differing.put(derivation.path(), lines);
                }
              } else {
                builds.build(derivation, Objects.requireNonNull(derivers.get(derivation.path())));
              }
            });
    try {
      schedule.run(options.jobs());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FruixException(Diagnostic.of(ExitCode.INTERRUPTED, "interrupted"), e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("a build threw what it does not declare", e);
    }
    if (!differing.isEmpty()) {
      throw irreproducible(differing);
    }
  }

  private static FruixException irreproducible(Map<StorePath, List<String>> differing) {
    List<Diagnostic> all = new ArrayList<>();
    differing.forEach(
        (path, lines) -> {
          List<String> shown =
              new ArrayList<>(lines.subList(0, Math.min(lines.size(), SHOWN_DIFFERENCES)));
          if (lines.size() > shown.size()) {
            shown.add("and " + (lines.size() - shown.size()) + " more");
          }
          all.add(
              Diagnostic.of(
                      ExitCode.BUILD,
                      "building "
                          + path
                          + " again gives something else in "
                          + lines.size()
                          + (lines.size() == 1 ? " path" : " paths"))
                  .withTrace(shown));
        });
    return new FruixException(all, null);
  }
}
