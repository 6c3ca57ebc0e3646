package fruix.cli;

import fruix.deploy.DiskImageBuilder;
import fruix.image.disk.DiskFormat;
import fruix.io.RelativePath;
import fruix.scheme.InstallerOptions;
import fruix.store.Store;

/** {@code fruix system installer}. */
record SystemInstallerCommand(DeclarationOptions declaration, InstallerOptions options)
    implements Action {

  static Definition definition() {
    return new Definition(
        SystemInstaller.addTo(
            DeclarationOptions.addTo(
                new Syntax("Builds a disk image that puts a declared system on another disk."))),
        given ->
            new SystemInstallerCommand(
                DeclarationOptions.of(given), SystemInstaller.options(given)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      SystemInstaller installer =
          new SystemInstaller(store, build, build.lowerInstallerImage(options), options);
      if (declaration.dryRun()) {
        return installer.plan();
      }
      RelativePath image = DiskImageBuilder.image(DiskFormat.RAW);
      return installer
          .realise()
          .add(Key.INSTALLER_DISK_IMAGE, installer.logical(image))
          .add(Key.INSTALLER_DISK_IMAGE_PHYSICAL_PATH, installer.physical(image));
    }
  }
}
