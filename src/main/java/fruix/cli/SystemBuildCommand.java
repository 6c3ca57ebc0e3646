package fruix.cli;

import fruix.scheme.LoweredSystem;
import fruix.store.GcRoots;
import fruix.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fruix system build}. */
@Command(name = "build", description = "Builds the closure of a declared system.")
final class SystemBuildCommand implements Action {
  @Mixin DeclarationOptions declaration = new DeclarationOptions();

  @Option(
      names = "--check",
      description = "build what is there again, and fail if it comes out different")
  boolean check;

  @Option(
      names = "--gc-root",
      paramLabel = "LINK",
      description = "make LINK a link to the closure, and keep it from garbage collection")
  @Nullable Path gcRoot;

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, check);
      LoweredSystem system = build.lower();
      if (declaration.dryRun) {
        return build.plan(system);
      }
      Results results = build.realise(system);
      if (gcRoot != null) {
        new GcRoots(store).addIndirect(session.absolute(gcRoot), system.closure().path());
      }
      return check ? results.add(Key.CHECKED, true) : results;
    }
  }
}
