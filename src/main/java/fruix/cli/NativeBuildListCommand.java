package fruix.cli;

import fruix.nativebuild.FreebsdBuildBuilder;
import fruix.nativebuild.ObjectDirectories;
import fruix.nativebuild.Part;
import fruix.store.Store;
import fruix.store.StorePath;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code fruix native-build list}. */
record NativeBuildListCommand() implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax("Lists what was built from source, and the objects of builds to go on with."),
        given -> new NativeBuildListCommand());
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      List<String> names = Arrays.stream(Part.values()).map(Part::itemName).toList();
      List<StorePath> built =
          store.items().stream().filter(item -> names.contains(item.name())).sorted().toList();
      List<Path> objects =
          new ObjectDirectories(session.root().resolve(FreebsdBuildBuilder.CACHE_DIRECTORY)).all();
      return new Results()
          .add(Key.NATIVE_BUILD_COUNT, built.size())
          .addAll(Key.NATIVE_BUILDS, built)
          .add(Key.NATIVE_OBJECT_DIRECTORY_COUNT, objects.size())
          .addAll(Key.NATIVE_OBJECT_DIRECTORIES, objects);
    }
  }
}
