package fruix.cli;

import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.FruixException;
import fruix.nativebuild.executor.Drive;
import fruix.nativebuild.executor.Engine;
import fruix.nativebuild.executor.Executor;
import fruix.nativebuild.promotion.Promoter;
import fruix.process.ProcessRunner;
import fruix.scheme.ExecutorDeclarations;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code fruix native-build drive}. */
record NativeBuildDriveCommand(
    Path file,
    Optional<String> executor,
    Optional<String> runId,
    String only,
    boolean keepResult,
    Optional<Path> gcRoot)
    implements Action {
  private static final String SCRIPT = "/fruix-modules/fruix/guest/native-build.sh";
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  static Definition definition() {
    return new Definition(
        new Syntax(
                "Has another machine build the FreeBSD that it was declared with itself, step by"
                    + " step, and promotes what it made.")
            .argument("FILE", "a declaration that defines the executor; nothing else in it counts")
            .option(
                "NAME", "which native-build-executor of FILE (default: the only one)", "--executor")
            .option("ID", "goes on with the run ID (default: a new one)", "--run-id")
            .option("PART", "builds `world' or `kernel' alone", "--only")
            .flag("keep the result root that was collected", "--keep-result")
            .option(
                "LINK",
                "make LINK a link to the result, and keep it from garbage collection",
                "--gc-root"),
        given ->
            new NativeBuildDriveCommand(
                Path.of(given.argument(0)),
                given.option("--executor"),
                given.option("--run-id"),
                given.option("--only").orElse(""),
                given.flag("--keep-result"),
                given.path("--gc-root")));
  }

  @Override
  public Results run(Session session) {
    Executor found = new ExecutorDeclarations(session.loader()).find(file, executor);
    Engine engine = engine(session, found);
    Path directory = session.root().resolve("frx/var/fruix/native-builds").resolve(engine.runId());
    if (Files.exists(directory)) {
      throw FruixException.failed(directory + " is there already", "remove it first");
    }
    Drive drive =
        new Drive(
            new ProcessRunner(GRACE),
            session.events(),
            session.host()::program,
            session.host().environment());
    Path result = drive.run(engine, script(), directory);
    try (Store store = session.openStore()) {
      Realiser realiser =
          new Realiser(
              store, session.builders(), session.events(), RealiserOptions.of(session.jobs()));
      Promoter.Promoted promoted = new Promoter(store, realiser).promote(result);
      gcRoot.ifPresent(
          link -> new GcRoots(store).addIndirect(session.absolute(link), promoted.bundle()));
      Results results = NativeBuildPromoteCommand.results(promoted);
      if (keepResult || !result.equals(directory)) {
        return results.add(Key.RESULT_ROOT, result);
      }
      Drive.remove(directory);
      return results;
    }
  }

  private Engine engine(Session session, Executor found) {
    String id =
        runId.orElse(
            TIME.format(session.host().clock().instant()) + "-" + ProcessHandle.current().pid());
    OptionalInt jobs = session.options().jobs().map(OptionalInt::of).orElse(OptionalInt.empty());
    try {
      return new Engine(found, id, only, jobs);
    } catch (IllegalArgumentException e) {
      throw UsageErrors.of(String.valueOf(e.getMessage()), null);
    }
  }

  private static String script() {
    try (InputStream in = NativeBuildDriveCommand.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + SCRIPT);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + SCRIPT, e);
    }
  }
}
