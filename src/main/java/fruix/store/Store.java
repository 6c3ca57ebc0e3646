package fruix.store;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.io.HostFile;
import fruix.io.LockFile;
import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The content-addressed store below one physical root. Safe for several threads; other processes
 * may use the same store at the same time. What is asked for or built through one Store is kept
 * from garbage collection until it is closed.
 */
@SuppressWarnings("try") // locks are held, not used
public final class Store implements AutoCloseable {
  private final StoreLayout layout;
  private final Host host;
  private final PhysicalAttributes physicalAttributes;
  private final InstantSource clock;
  private final EventSink events;
  private final Registry registry;
  private @Nullable StoreLocks locks;
  private @Nullable TemporaryRoots temporaryRoots;

  private Store(Path root, boolean owners, InstantSource clock, EventSink events) {
    this.layout = new StoreLayout(root.toAbsolutePath().normalize());
    this.host = Host.named(System.getProperty("os.name", ""));
    this.physicalAttributes = new PhysicalAttributes(owners, owners && host.flags());
    this.clock = clock;
    this.events = events;
    this.registry = new Registry(layout);
  }

  /**
   * The store below ROOT, the directory that holds {@code frx}. Nothing is written before something
   * is built, so a read-only store can be asked.
   *
   * @param owners whether files have the owners, modes and flags of their manifests; to write, the
   *     user must be root then
   * @param clock tells when items were registered
   */
  public static Store open(Path root, boolean owners, InstantSource clock, EventSink events) {
    return new Store(root, owners, clock, events);
  }

  /** The user whose the store below ROOT is, if there is one. */
  public static Optional<Long> owner(Path root) {
    Path directory = new StoreLayout(root).store();
    try {
      return Files.isDirectory(directory)
          ? Optional.of(HostFile.of(directory).uid())
          : Optional.empty();
    } catch (IOException e) {
      throw FruixException.io("look at", directory, e);
    }
  }

  /** The physical directory that holds {@code frx}. */
  public Path root() {
    return layout.root();
  }

  /** Where the item PATH lies, or would lie, on the disk. */
  public Path physical(StorePath path) {
    return layout.item(path);
  }

  /** Where, below the root, the {@link Registration#text} of PATH lies. */
  public RelativePath registrationPlace(StorePath path) {
    return below(layout.registration(path));
  }

  /** Where, below the root, the manifest of PATH lies. */
  public RelativePath manifestPlace(StorePath path) {
    return below(layout.manifest(path));
  }

  private RelativePath below(Path file) {
    return new RelativePath(layout.root().relativize(file).toString());
  }

  /** The directory that builds write their logs to. */
  public Path logDirectory() {
    return layout.log();
  }

  /** True when PATH is registered, and there. */
  public boolean isValid(StorePath path) {
    return registry.isRegistered(path)
        && Files.exists(layout.item(path), LinkOption.NOFOLLOW_LINKS);
  }

  /** All registered items, sorted. */
  public List<StorePath> items() {
    return registry.all();
  }

  /** What is known of the valid item PATH; a FruixException when it is not valid. */
  public Registration registration(StorePath path) {
    return registry.require(path);
  }

  /** What the valid item PATH must hold; a FruixException when it is not valid. */
  public Manifest manifest(StorePath path) {
    registry.require(path);
    return registry.manifest(path);
  }

  /** Keeps PATHS, valid or yet to be built, and what they reach from garbage collection. */
  public void protect(Collection<StorePath> paths) {
    try {
      prepare().add(paths);
    } catch (IOException e) {
      throw FruixException.io("write to", layout.temporaryRoots(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Makes the item PATH valid: reuses it if it is, waits if another thread or process is building
   * it, else has FILLER write it. The references of the item are those of the origin's candidates,
   * and of what they reach, whose paths occur in its files. Whatever fails leaves nothing behind.
   */
  public Registration realise(StorePath path, ItemOrigin origin, ItemFiller filler) {
    List<StorePath> needed = new ArrayList<>(origin.candidates());
    needed.add(path);
    if (origin.deriver() != null) {
      needed.add(origin.deriver());
    }
    protect(needed);
    Optional<Registration> present = find(path);
    if (present.isPresent()) {
      return present.get();
    }
    try (LockFile.Held lock = locks().item(StoreLayout.key(path))) {
      present = find(path);
      return present.isPresent() ? present.get() : build(path, origin, filler);
    } catch (IOException e) {
      throw failure("build", layout.item(path), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  Optional<Registration> find(StorePath path) {
    return isValid(path) ? registry.find(path) : Optional.empty();
  }

  private Registration build(StorePath path, ItemOrigin origin, ItemFiller filler)
      throws IOException, InterruptedException {
    new Trash(this).delete(List.of(layout.item(path)));
    Set<StorePath> candidates = registry.closure(origin.candidates()).keySet();
    try (Construction construction =
        new Construction(this, StoreLayout.key(path), !candidates.isEmpty())) {
      filler.fill(construction.out());
      Finished finished = construction.finish();
      return construction.publish(
          path, finished, construction.references(path, candidates), origin);
    }
  }

  /** Copies what SELECTION takes of HOST into the store; the path follows from NAME and content. */
  public Registration addSource(String name, Path host, Selection selection) {
    return ingest(name, host, selection, ingest -> ingest.add(null));
  }

  /** The path that {@link #addSource} would give; copies nothing. */
  public StorePath hashSource(String name, Path host, Selection selection) {
    return ingest(name, host, selection, Ingest::path);
  }

  /**
   * Makes PATH valid, which {@link #hashSource} gave for the rest of the arguments; a
   * FruixException when HOST changed since.
   */
  public Registration realiseSource(StorePath path, Path host, Selection selection) {
    protect(List.of(path));
    Optional<Registration> present = find(path);
    return present.isPresent()
        ? present.get()
        : ingest(path.name(), host, selection, ingest -> ingest.add(path));
  }

  /**
   * The manifest of what SELECTION takes of the host tree HOST. Digests of unchanged files are
   * remembered from the last time, for each PURPOSE apart, so that looks at different parts of one
   * tree do not make each other forget.
   */
  public Manifest manifestOf(Path host, String purpose, Selection selection) {
    Path top = host.toAbsolutePath().normalize();
    try {
      return Ingest.manifest(top, selection, new CachedDigests(this, top, purpose));
    } catch (IOException e) {
      throw FruixException.io("read", host, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private interface IngestStep<T> {
    T run(Ingest ingest) throws IOException, InterruptedException;
  }

  private <T> T ingest(String name, Path host, Selection selection, IngestStep<T> step) {
    if (!StorePath.isValidName(name)) {
      throw new FruixException(
          Diagnostic.of(ExitCode.USAGE, "`" + name + "' cannot be the name of a store item")
              .withHint("names are of letters, digits and +._?=- and do not start with a dot"));
    }
    try {
      return step.run(new Ingest(this, name, host, selection));
    } catch (IOException e) {
      throw failure("add", host, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  StoreLayout layout() {
    return layout;
  }

  Registry registry() {
    return registry;
  }

  Host host() {
    return host;
  }

  PhysicalAttributes physicalAttributes() {
    return physicalAttributes;
  }

  EventSink events() {
    return events;
  }

  Instant exactly() {
    return clock.instant();
  }

  Instant now() {
    return exactly().truncatedTo(ChronoUnit.SECONDS);
  }

  synchronized StoreLocks locks() throws IOException {
    StoreLocks open = locks;
    if (open == null) {
      layout.create();
      open = new StoreLocks(layout);
      locks = open;
    }
    return open;
  }

  private synchronized TemporaryRoots prepare() throws IOException {
    TemporaryRoots open = temporaryRoots;
    if (open == null) {
      open = new TemporaryRoots(layout, locks());
      temporaryRoots = open;
    }
    return open;
  }

  /** E as what to tell the user; a channel that an interrupt closed is an interrupt. */
  static FruixException failure(String what, Path path, IOException e) {
    boolean interrupt =
        e instanceof ClosedByInterruptException || e instanceof InterruptedIOException;
    return interrupt
        ? new FruixException(Diagnostic.of(ExitCode.INTERRUPTED, "interrupted"), e)
        : FruixException.io(what, path, e);
  }

  static FruixException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new FruixException(Diagnostic.of(ExitCode.INTERRUPTED, "interrupted"), e);
  }

  /** Gives up what {@link #protect} and builds kept. */
  @Override
  public synchronized void close() {
    try {
      if (temporaryRoots != null) {
        temporaryRoots.close();
      }
      if (locks != null) {
        locks.close();
      }
    } catch (IOException e) {
      throw FruixException.io("close the store in", layout.root(), e);
    }
    temporaryRoots = null;
    locks = null;
  }
}
