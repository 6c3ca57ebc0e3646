package fruix.cli;

import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.nativebuild.executor.Executor;
import fruix.nativebuild.promotion.Build;
import fruix.nativebuild.promotion.PromotedResult;
import fruix.nativebuild.promotion.Promoter;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/** {@code fruix native-build promote}. */
record NativeBuildPromoteCommand(Path resultRoot, Optional<Path> gcRoot) implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Makes store items of what a native build left behind, if all of it is right.")
            .argument("RESULT_ROOT", "the directory with promotion.scm")
            .option(
                "LINK",
                "make LINK a link to the result, and keep it from garbage collection",
                "--gc-root"),
        given ->
            new NativeBuildPromoteCommand(Path.of(given.argument(0)), given.path("--gc-root")));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      Realiser realiser =
          new Realiser(
              store, session.builders(), session.events(), RealiserOptions.of(session.jobs()));
      Promoter.Promoted promoted =
          new Promoter(store, realiser).promote(session.absolute(resultRoot));
      gcRoot.ifPresent(
          link -> new GcRoots(store).addIndirect(session.absolute(link), promoted.bundle()));
      return results(promoted);
    }
  }

  /** The keys that tell of PROMOTED. */
  static Results results(Promoter.Promoted promoted) {
    Build build = promoted.result().build();
    Executor executor = build.executor();
    Results results =
        new Results()
            .add(Key.NATIVE_BUILD_RESULT, promoted.bundle())
            .add(Key.RUN_ID, build.runId())
            .add(Key.EXECUTOR_KIND, executor.kind().label())
            .add(Key.EXECUTOR_NAME, executor.name())
            .add(Key.EXECUTOR_VERSION, executor.version());
    build.guestHostName().ifPresent(name -> results.add(Key.GUEST_HOST_NAME, name));
    build.closure().ifPresent(closure -> results.add(Key.GUEST_CLOSURE, closure));
    var items = promoted.result().items();
    return results
        .add(Key.SOURCE_STORE, build.sourceStore())
        .addAll(Key.ARTIFACT_KINDS, items.stream().map(i -> i.artifact().kind().label()).toList())
        .addAll(Key.ARTIFACT_STORES, items.stream().map(PromotedResult.Item::path).toList())
        .addAll(Key.CONTENT_SIGNATURES, items.stream().map(i -> i.artifact().signature()).toList());
  }
}
