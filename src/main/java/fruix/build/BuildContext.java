package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a builder may look at while it builds one derivation. For one thread. */
public final class BuildContext {

  /** Makes a directory that is removed when the build is over. */
  @FunctionalInterface
  interface Scratch {
    Path make() throws IOException;
  }

  private final Store store;
  private final Derivation derivation;
  private final EventSink events;
  private final BuildLog log;
  private final Path downloads;
  private final Scratch scratch;
  private final Set<StorePath> inputs = new HashSet<>();
  private @Nullable Set<StorePath> reachable;

  BuildContext(
      Store store,
      Derivation derivation,
      EventSink events,
      BuildLog log,
      Path downloads,
      Scratch scratch) {
    this.store = store;
    this.derivation = derivation;
    this.events = events;
    this.log = log;
    this.downloads = downloads;
    this.scratch = scratch;
    derivation.inputs().forEach(input -> inputs.add(input.path()));
  }

  public Derivation derivation() {
    return derivation;
  }

  /** The derivation's parameters, each a form. */
  public List<Form> forms() {
    return Form.all(derivation.builder(), derivation.parameters());
  }

  /** What argument INDEX of FORM names: something that is there, in one of the inputs. */
  public ItemReference input(Form form, int index) {
    ItemReference reference = form.item(index);
    if (!inputs.contains(reference.item())) {
      throw form.error(reference.item() + " is not among the inputs of " + derivation.path());
    }
    if (!reference.path().isRoot() && !exists(reference)) {
      throw form.error("there is no `" + reference.path() + "' in " + reference.item());
    }
    return reference;
  }

  private boolean exists(ItemReference reference) {
    return manifest(reference.item()).entries().stream()
        .map(Entry::path)
        .anyMatch(reference.path()::equals);
  }

  /** The manifest of ITEM, an input or what one refers to. */
  public Manifest manifest(StorePath item) {
    demandReachable(item);
    return store.manifest(item);
  }

  /** Where ITEM, an input or what one refers to, lies on disk. */
  public Path physical(StorePath item) {
    demandReachable(item);
    return store.physical(item);
  }

  private void demandReachable(StorePath item) {
    if (!isReachable(item)) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD,
              item + " is neither an input of " + derivation.path() + " nor in reach"));
    }
  }

  /** Whether ITEM is an input, or one refers to it directly or by way of others. */
  public boolean isReachable(StorePath item) {
    if (inputs.contains(item)) {
      return true;
    }
    if (reachable == null) {
      reachable = requisites();
    }
    return reachable.contains(item);
  }

  private Set<StorePath> requisites() {
    Set<StorePath> seen = new HashSet<>(inputs);
    Deque<StorePath> open = new ArrayDeque<>(inputs);
    while (!open.isEmpty()) {
      for (StorePath reference : store.registration(open.remove()).references()) {
        if (seen.add(reference)) {
          open.add(reference);
        }
      }
    }
    return seen;
  }

  /**
   * The store, for a builder that needs the graph of what its inputs refer to; it may look at those
   * items alone.
   */
  public Store store() {
    return store;
  }

  /** The directory of files fetched earlier, which builds share. */
  Path downloads() {
    return downloads;
  }

  /** The directory NAME of what builds leave to later ones, which may be removed at any time. */
  public Path cache(String name) {
    return downloads.resolveSibling(name);
  }

  /** The file that {@link #log} adds to; a builder may keep a log of its own beside it. */
  public Path logFile() {
    return log.file();
  }

  /** Says that a step of the build begins, as {@link Event.Note}. */
  public void note(String text) {
    events.emit(new Event.Note(text));
  }

  EventSink events() {
    return events;
  }

  /** A directory outside the item to work in; it is removed when the build is over. */
  public Path scratch() throws IOException {
    return scratch.make();
  }

  /** Adds LINE to the log of the build. */
  public void log(String line) {
    log.line(line);
  }

  /** Says how far the build is, as {@link Event.BuildProgress}. */
  public void progress(String phase, long done, long total) {
    events.emit(new Event.BuildProgress(derivation.name(), phase, done, total));
  }
}
