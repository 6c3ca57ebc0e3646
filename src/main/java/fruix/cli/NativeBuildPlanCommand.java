package fruix.cli;

import fruix.build.Derivation;
import fruix.nativebuild.Part;
import fruix.store.Store;
import java.util.Optional;

/** {@code fruix native-build plan}. */
record NativeBuildPlanCommand(DeclarationOptions declaration) implements Action {

  static Definition definition() {
    return new Definition(
        DeclarationOptions.addTo(
            new Syntax(
                "Says what of FreeBSD a system has built from source, and all that decides it.")),
        given -> new NativeBuildPlanCommand(DeclarationOptions.of(given)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      Results results = new Results();
      for (Derivation wanted : NativeBuilds.of(build.lower(), Optional.empty())) {
        boolean kernel = NativeBuilds.part(wanted) == Part.KERNEL;
        results
            .add(kernel ? Key.NATIVE_KERNEL_BUILD : Key.NATIVE_WORLD_BUILD, wanted.path())
            .add(kernel ? Key.NATIVE_KERNEL_IDENTITY : Key.NATIVE_WORLD_IDENTITY, wanted.identity())
            .add(
                kernel ? Key.NATIVE_KERNEL_PRESENT : Key.NATIVE_WORLD_PRESENT,
                store.isValid(wanted.path()));
      }
      return results;
    }
  }
}
