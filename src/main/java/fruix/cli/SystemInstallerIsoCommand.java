package fruix.cli;

import fruix.deploy.IsoImageBuilder;
import fruix.scheme.InstallerOptions;
import fruix.store.Store;

/** {@code fruix system installer-iso}. */
record SystemInstallerIsoCommand(DeclarationOptions declaration, InstallerOptions options)
    implements Action {

  static Definition definition() {
    return new Definition(
        SystemInstaller.addTo(
            DeclarationOptions.addTo(
                new Syntax("Builds an ISO image that puts a declared system on a disk."))),
        given ->
            new SystemInstallerIsoCommand(
                DeclarationOptions.of(given), SystemInstaller.options(given)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      SystemInstaller installer =
          new SystemInstaller(store, build, build.lowerInstallerIso(options), options);
      if (declaration.dryRun()) {
        return installer.plan();
      }
      return installer
          .realise()
          .add(Key.ISO_IMAGE, installer.logical(IsoImageBuilder.IMAGE))
          .add(Key.ISO_IMAGE_PHYSICAL_PATH, installer.physical(IsoImageBuilder.IMAGE))
          .add(Key.BOOT_EFI_IMAGE, installer.logical(IsoImageBuilder.BOOT_IMAGE))
          .add(Key.ROOT_IMAGE, installer.logical(IsoImageBuilder.ROOT_IMAGE));
    }
  }
}
