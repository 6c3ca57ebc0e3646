package fruix.cli;

import fruix.scheme.LoweredSystem;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.Optional;

/** {@code fruix system build}. */
record SystemBuildCommand(DeclarationOptions declaration, boolean check, Optional<Path> gcRoot)
    implements Action {

  static Definition definition() {
    return new Definition(
        DeclarationOptions.addTo(new Syntax("Builds the closure of a declared system."))
            .flag("build what is there again, and fail if it comes out different", "--check")
            .option(
                "LINK",
                "make LINK a link to the closure, and keep it from garbage collection",
                "--gc-root"),
        given ->
            new SystemBuildCommand(
                DeclarationOptions.of(given), given.flag("--check"), given.path("--gc-root")));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, check);
      LoweredSystem system = build.lower();
      if (declaration.dryRun()) {
        return build.plan(system);
      }
      Results results = build.realise(system);
      gcRoot.ifPresent(
          link -> new GcRoots(store).addIndirect(session.absolute(link), system.closure().path()));
      return check ? results.add(Key.CHECKED, true) : results;
    }
  }
}
