package fruix.cli;

import fruix.scheme.DiskSizes;
import fruix.store.Store;

/** {@code fruix system image}. */
record SystemImageCommand(DeclarationOptions declaration, DiskSizes sizes) implements Action {

  static Definition definition() {
    return new Definition(
        SystemImage.addSizesTo(
            DeclarationOptions.addTo(
                new Syntax("Builds a disk image from which a machine boots a declared system."))),
        given -> new SystemImageCommand(DeclarationOptions.of(given), SystemImage.sizes(given)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemImage image = new SystemImage(session, store, declaration, sizes);
      return declaration.dryRun() ? image.plan() : image.realise();
    }
  }
}
