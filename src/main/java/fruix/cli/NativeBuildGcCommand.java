package fruix.cli;

import fruix.nativebuild.FreebsdBuildBuilder;
import fruix.nativebuild.ObjectDirectories;

/** {@code fruix native-build gc}. */
record NativeBuildGcCommand() implements Action {

  static Definition definition() {
    return new Definition(
        new Syntax(
            "Removes the objects of native builds that are not running; `gc' removes items."),
        given -> new NativeBuildGcCommand());
  }

  @Override
  public Results run(Session session) {
    ObjectDirectories.Deleted deleted =
        new ObjectDirectories(session.root().resolve(FreebsdBuildBuilder.CACHE_DIRECTORY))
            .deleteAll();
    return new Results()
        .add(Key.NATIVE_OBJECTS_DELETED_COUNT, deleted.directories().size())
        .addAll(Key.NATIVE_OBJECTS_DELETED, deleted.directories())
        .add(Key.NATIVE_OBJECTS_FREED, deleted.bytes());
  }
}
