package fruix.cli;

import fruix.image.disk.DiskFormat;
import fruix.scheme.DiskSizes;
import fruix.store.Store;

/**
 * {@code fruix system image}.
 *
 * @param bios whether a BIOS is to boot it, too
 */
record SystemImageCommand(
    DeclarationOptions declaration, DiskSizes sizes, DiskFormat format, boolean bios)
    implements Action {

  static Definition definition() {
    return new Definition(
        SystemImage.addBiosTo(
                SystemImage.addSizesTo(
                    DeclarationOptions.addTo(
                        new Syntax(
                            "Builds a disk image from which a machine boots a declared system."))))
            .option(
                "FORMAT",
                "one of " + String.join(", ", DiskFormat.names()) + " (default: raw)",
                "--format"),
        given ->
            new SystemImageCommand(
                DeclarationOptions.of(given),
                SystemImage.sizes(given),
                given.option("--format").map(SystemImageCommand::format).orElse(DiskFormat.RAW),
                given.flag("--bios")));
  }

  private static DiskFormat format(String text) {
    return DiskFormat.named(text)
        .orElseThrow(
            () ->
                UsageErrors.of(
                    "`" + text + "' is not a format for --format",
                    "one of " + String.join(", ", DiskFormat.names())));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemImage image = new SystemImage(session, store, declaration, sizes, format, bios);
      return declaration.dryRun() ? image.plan() : image.realise();
    }
  }
}
