package fruix.cli;

import fruix.build.Derivation;
import fruix.io.RelativePath;
import fruix.scheme.InstallerOptions;
import fruix.scheme.LoweredInstaller;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A medium that installs a declared system, for the commands that make one. */
final class SystemInstaller {
  /** What a shell of the machine there takes as it stands. */
  private static final Pattern DEVICE =
      Pattern.compile("/dev/[A-Za-z0-9._/-]{1,64}|(label|serial):[A-Za-z0-9._:%+=@#~/ -]{1,64}");

  private static final String STATE = "/var/lib/fruix/installer/state";
  private static final String LOG = "/var/lib/fruix/installer/log";
  private static final String METADATA = "/var/lib/fruix/install.scm";

  private final Store store;
  private final SystemBuild build;
  private final LoweredInstaller lowered;
  private final InstallerOptions options;

  SystemInstaller(
      Store store, SystemBuild build, LoweredInstaller lowered, InstallerOptions options) {
    this.store = store;
    this.build = build;
    this.lowered = lowered;
    this.options = options;
  }

  static Syntax addTo(Syntax syntax) {
    return syntax
        .option(
            "DEVICE",
            "the disk there that the system is put on, as /dev/vtbd0, label:NAME or"
                + " serial:NUMBER (required)",
            "--install-target-device")
        .option(
            "SIZE",
            "size of the root file system there, as 10g (default: the rest of the disk)",
            "--root-size")
        .option("SIZE", "size of a swap partition there (default: none)", "--swap-size")
        .flag("overwrite what the disk holds without asking", "--force");
  }

  static InstallerOptions options(Arguments given) {
    String device =
        given
            .option("--install-target-device")
            .orElseThrow(
                () ->
                    UsageErrors.of(
                        "--install-target-device is missing",
                        "the disk that the system is put on, as the machine there knows it:"
                            + " /dev/vtbd0, label:NAME or serial:NUMBER"));
    if (!DEVICE.matcher(device).matches() || device.contains("..")) {
      throw UsageErrors.of(
          "`" + device + "' names no disk of FreeBSD, for --install-target-device",
          "it is named as /dev/vtbd0, label:NAME or serial:NUMBER");
    }
    return new InstallerOptions(
        device,
        ByteSize.of(given, "--root-size"),
        ByteSize.of(given, "--swap-size"),
        given.flag("--force"));
  }

  /** What would be built. */
  Results plan() {
    return build.plan(lowered.system(), wanted());
  }

  /** Builds both closures and the medium. */
  Results realise() {
    return build
        .realise(lowered.system(), wanted())
        .add(Key.INSTALLER_CLOSURE_PATH, lowered.installer().path())
        .add(Key.TARGET_DEVICE, options.device())
        .add(Key.INSTALLER_STATE_PATH, STATE)
        .add(Key.INSTALLER_LOG_PATH, LOG)
        .add(Key.INSTALL_METADATA_PATH, METADATA);
  }

  private List<Derivation> wanted() {
    return List.of(lowered.system().closure(), lowered.installer(), lowered.medium());
  }

  /** Where the file NAME of the medium's item is, logically. */
  String logical(RelativePath name) {
    return lowered.medium().path() + "/" + name;
  }

  /** Where it is on this machine. */
  Path physical(RelativePath name) {
    return name.under(store.physical(lowered.medium().path()));
  }
}
