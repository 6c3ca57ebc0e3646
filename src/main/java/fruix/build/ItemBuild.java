package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.io.Deletion;
import fruix.mtree.TreeSink;
import fruix.store.ItemOrigin;
import fruix.store.ItemWriter;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds single derivations whose inputs are valid, each with its log. Safe for several threads.
 */
final class ItemBuild {
  private final Store store;
  private final Builders builders;
  private final EventSink events;
  private final BuildDirectories directories;
  private final boolean keepFailed;

  ItemBuild(
      Store store,
      Builders builders,
      EventSink events,
      BuildDirectories directories,
      boolean keepFailed) {
    this.store = store;
    this.builders = builders;
    this.events = events;
    this.directories = directories;
    this.keepFailed = keepFailed;
  }

  /** Makes the item of DERIVATION valid, whose derivation file is DERIVER. */
  void build(Derivation derivation, StorePath deriver) {
    long start = System.nanoTime();
    events.emit(new Event.BuildStarted(derivation.name()));
    List<StorePath> inputs = derivation.inputs().stream().map(Input::path).toList();
    store.realise(
        derivation.path(), ItemOrigin.derived(deriver, inputs), out -> fill(derivation, out));
    events.emit(new Event.BuildFinished(derivation.name(), millisSince(start)));
  }

  /** Has the item of DERIVATION, whose inputs are valid, written to OUT. */
  void fill(Derivation derivation, ItemWriter out) throws IOException, InterruptedException {
    Builder builder = builders.of(derivation);
    try (BuildLog log = BuildLog.start(directories.log(derivation.path()))) {
      try {
        run(builder, derivation, out, log, out::scratch);
      } catch (FruixException e) {
        if (keepFailed && e.exitCode() == ExitCode.BUILD) {
          throw kept(e, derivation.path(), out);
        }
        throw e;
      }
    }
  }

  /** Builds DERIVATION, which is valid, again without keeping it; what differs, as lines. */
  List<String> check(Derivation derivation) throws InterruptedException {
    Builder builder = builders.of(derivation);
    long start = System.nanoTime();
    events.emit(new Event.BuildStarted(derivation.name()));
    ManifestSink again = new ManifestSink();
    try (BuildLog log = BuildLog.start(directories.checkLog(derivation.path()));
        TemporaryDirectory scratch = new TemporaryDirectory()) {
      run(builder, derivation, again, log, scratch::make);
      List<String> differences =
          ManifestDifference.of(store.manifest(derivation.path()), again.manifest());
      differences.forEach(line -> log.line("differs: " + line));
      events.emit(new Event.BuildFinished(derivation.name(), millisSince(start)));
      return differences;
    } catch (IOException e) {
      throw FruixException.io("check", store.physical(derivation.path()), e);
    }
  }

  private void run(
      Builder builder,
      Derivation derivation,
      TreeSink out,
      BuildLog log,
      BuildContext.Scratch scratch)
      throws InterruptedException {
    log.line("building " + derivation.path());
    log.line("with " + builder.name() + " " + builder.version());
    BuildContext context =
        new BuildContext(store, derivation, events, log, directories.downloads(), scratch);
    try {
      builder.build(context, new CancellableSink(out));
      log.line("built");
    } catch (InterruptedIOException | ClosedByInterruptException e) {
      log.line("interrupted");
      throw cancelled(e);
    } catch (IOException e) {
      throw failure(derivation, log, List.of(diagnostic(reason(e))), e);
    } catch (FruixException e) {
      if (e.exitCode() == ExitCode.INTERRUPTED) {
        log.line("interrupted");
        throw cancelled(e);
      }
      throw failure(derivation, log, e.diagnostics(), e);
    }
  }

  private static InterruptedException cancelled(Exception cause) {
    InterruptedException e = new InterruptedException("interrupted");
    e.initCause(cause);
    return e;
  }

  private static Diagnostic diagnostic(String message) {
    return Diagnostic.of(ExitCode.BUILD, message);
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    String name = e.getClass().getSimpleName();
    return message == null
        ? name
        : e.getClass() == IOException.class ? message : name + ": " + message;
  }

  /** What a user is told: what failed, why, the last lines of the log and where the rest is. */
  private FruixException failure(
      Derivation derivation, BuildLog log, List<Diagnostic> reasons, Exception cause) {
    List<String> trace = new ArrayList<>(reasons.get(0).trace());
    trace.add("last lines of the log " + log.file() + ":");
    reasons.forEach(reason -> log.line("error: " + reason.message()));
    log.tail().forEach(line -> trace.add("  " + line));
    events.emit(new Event.BuildFailed(derivation.name(), log.file()));
    List<Diagnostic> all = new ArrayList<>();
    for (Diagnostic reason : reasons) {
      all.add(
          new Diagnostic(
              ExitCode.BUILD, reason.message(), reason.location(), reason.trace(), reason.hint()));
    }
    Diagnostic first = all.get(0);
    all.set(
        0,
        new Diagnostic(
            ExitCode.BUILD,
            "cannot build " + derivation.path() + ": " + first.message(),
            first.location(),
            trace,
            first.hint()));
    return new FruixException(all, cause);
  }

  /** E, saying in addition where what OUT has of the item was moved to. */
  private FruixException kept(FruixException e, StorePath path, ItemWriter out) throws IOException {
    Optional<Path> place = directories.keepFailed(path, out);
    if (place.isEmpty()) {
      return e;
    }
    List<Diagnostic> all = new ArrayList<>(e.diagnostics());
    List<String> trace = new ArrayList<>(all.get(0).trace());
    trace.add("what it had made is kept in " + place.get());
    all.set(0, all.get(0).withTrace(trace));
    return new FruixException(all, e);
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  /** A directory that comes into being when it is asked for, and goes. */
  private static final class TemporaryDirectory implements AutoCloseable {
    private Optional<Path> directory = Optional.empty();

    Path make() throws IOException {
      if (directory.isEmpty()) {
        directory = Optional.of(Files.createTempDirectory("fruix-check-"));
      }
      return directory.get();
    }

    @Override
    public void close() throws IOException {
      if (directory.isPresent()) {
        Deletion.deleteTree(directory.get());
      }
    }
  }
}
