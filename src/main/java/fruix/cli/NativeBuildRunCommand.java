package fruix.cli;

import fruix.build.Derivation;
import fruix.nativebuild.FreebsdBuildBuilder;
import fruix.nativebuild.ObjectDirectories;
import fruix.nativebuild.Part;
import fruix.store.Store;
import java.util.List;
import java.util.Optional;

/** {@code fruix native-build run}. */
record NativeBuildRunCommand(
    DeclarationOptions declaration, Optional<String> only, boolean keepObjects) implements Action {

  static Definition definition() {
    return new Definition(
        DeclarationOptions.addTo(
                new Syntax("Builds what of FreeBSD a system has built from source."))
            .option("PART", "build the kernel or the world alone", "--only")
            .flag("keep make's objects when all is built", "--keep-objects"),
        given ->
            new NativeBuildRunCommand(
                DeclarationOptions.of(given),
                given.option("--only"),
                given.flag("--keep-objects")));
  }

  @Override
  public Results run(Session session) {
    only.ifPresent(NativeBuilds::part);
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      List<Derivation> wanted = NativeBuilds.of(build.lower(), only);
      if (declaration.dryRun()) {
        return results(wanted);
      }
      build.realise(wanted);
      ObjectDirectories objects =
          new ObjectDirectories(session.root().resolve(FreebsdBuildBuilder.CACHE_DIRECTORY));
      if (!keepObjects) {
        wanted.forEach(objects::deleteOf);
      }
      return results(wanted)
          .addAll(Key.NATIVE_OBJECTS_KEPT, keepObjects ? objects.of(wanted) : List.of());
    }
  }

  private static Results results(List<Derivation> wanted) {
    Results results = new Results();
    for (Derivation built : wanted) {
      results.add(
          NativeBuilds.part(built) == Part.KERNEL
              ? Key.NATIVE_KERNEL_BUILD
              : Key.NATIVE_WORLD_BUILD,
          built.path());
    }
    return results;
  }
}
