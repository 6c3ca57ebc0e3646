package fruix.cli;

import fruix.deploy.install.InstallRecord;
import fruix.deploy.install.Installation;
import fruix.deploy.install.Obstacles;
import fruix.deploy.install.Target;
import fruix.deploy.install.TargetFinder;
import fruix.deploy.install.TargetKind;
import fruix.diag.Diagnostic;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.image.disk.DiskComposer;
import fruix.scheme.DiskSizes;
import fruix.scheme.LoweredSystem;
import fruix.store.Store;
import java.util.List;

/**
 * {@code fruix system install}.
 *
 * @param name the target, as the user names it
 * @param force whether it may be in use, and what it holds be lost
 * @param bios whether a BIOS is to boot it, too
 */
record SystemInstallCommand(
    DeclarationOptions declaration, DiskSizes sizes, String name, boolean force, boolean bios)
    implements Action {

  static Definition definition() {
    return new Definition(
        SystemImage.addBiosTo(
                SystemImage.addSizesTo(
                    "the target's own, or what the partitions need",
                    DeclarationOptions.addTo(
                        new Syntax("Installs a declared system on a disk, or on a file for one."))))
            .option(
                "TARGET", "a file, /dev/da1, label:NAME or serial:NUMBER (required)", "--target")
            .flag("erase the target whatever it holds, and even if it is in use", "--force"),
        given ->
            new SystemInstallCommand(
                DeclarationOptions.of(given),
                SystemImage.sizes(given),
                given
                    .option("--target")
                    .orElseThrow(() -> UsageErrors.of("--target is missing", "see `--help'")),
                given.flag("--force"),
                given.flag("--bios")));
  }

  @Override
  public Results run(Session session) {
    TargetFinder finder =
        new TargetFinder(
            session.host().directory(), session.root().resolve("frx"), session.disks());
    if (!declaration.dryRun()) {
      Target target = usable(finder);
      if (!force) {
        agree(session.host(), target);
      }
    }
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      LoweredSystem system = build.lower();
      if (declaration.dryRun()) {
        return build.plan(system);
      }
      Results results = build.realise(system);
      Target target = usable(finder); // a build may take hours
      session.events().emit(new Event.Note("installing on " + target.path()));
      Installation installation =
          Installation.plan(store, system.closure().path(), target, sizes, bios);
      installation.write();
      return describe(results, target, installation.record());
    }
  }

  /** The target, which nothing speaks against, or which is forced. */
  private Target usable(TargetFinder finder) {
    Target target = finder.find(name);
    Obstacles.requireUsable(target);
    List<Diagnostic> reasons = Obstacles.reasons(target, sizes.capacity());
    if (!force && !reasons.isEmpty()) {
      throw new FruixException(reasons, null);
    }
    return target;
  }

  /** Asks whoever sits at the terminal; without anybody there, nothing may be lost. */
  private static void agree(Host host, Target target) {
    List<String> losses = Obstacles.losses(target);
    String held = losses.isEmpty() ? "" : " holds " + String.join(", ", losses);
    if (host.answers().isEmpty()) {
      if (!losses.isEmpty()) {
        throw FruixException.failed(target.path() + held, "`--force' erases it");
      }
    } else if (!losses.isEmpty() || target.kind() == TargetKind.BLOCK_DEVICE) {
      String which = losses.isEmpty() ? "" : ", which" + held;
      if (!new Question(host).confirms("erase " + target.path() + which + "?")) {
        throw FruixException.failed("nothing was written to " + target.path());
      }
    }
  }

  private static Results describe(Results results, Target target, InstallRecord record) {
    results.add(Key.TARGET, target.path()).add(Key.TARGET_KIND, target.kind());
    if (target.kind() == TargetKind.BLOCK_DEVICE) {
      results.add(Key.TARGET_DEVICE, target.path());
    }
    return results
        .add(Key.ESP_DEVICE, InstallRecord.device(DiskComposer.ESP_NAME))
        .add(Key.ROOT_DEVICE, InstallRecord.device(DiskComposer.ROOT_NAME))
        .add(Key.INSTALL_METADATA_PATH, "/" + InstallRecord.PLACE)
        .add(Key.DISK_CAPACITY, record.capacity())
        .add(Key.ROOT_SIZE, record.rootSize());
  }
}
