package fruix.cli;

import fruix.deploy.RootfsPlan;
import fruix.deploy.RootfsWriter;
import fruix.event.Event;
import fruix.scheme.LoweredSystem;
import fruix.store.Store;
import java.nio.file.Path;

/** {@code fruix system rootfs}. */
record SystemRootfsCommand(DeclarationOptions declaration, Path target) implements Action {

  static Definition definition() {
    return new Definition(
        DeclarationOptions.addTo(
                new Syntax(
                    "Builds the closure of a declared system and fills a directory with its root."))
            .argument("DIR", "absent or empty"),
        given -> new SystemRootfsCommand(DeclarationOptions.of(given), Path.of(given.argument(1))));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      LoweredSystem system = build.lower();
      if (declaration.dryRun()) {
        return build.plan(system);
      }
      Results results = build.realise(system);
      Path directory = session.absolute(target);
      session.events().emit(new Event.Note("writing the root tree to " + directory));
      boolean root = session.host().isRoot();
      new RootfsWriter(root, root && session.host().isFreeBsd(), session.events())
          .write(RootfsPlan.of(store, system.closure().path()), directory);
      return results.add(Key.ROOTFS, directory);
    }
  }
}
