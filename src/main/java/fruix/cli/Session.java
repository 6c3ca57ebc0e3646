package fruix.cli;

import fruix.build.Builders;
import fruix.deploy.DiskImageBuilder;
import fruix.deploy.InstallationBuilder;
import fruix.deploy.IsoImageBuilder;
import fruix.deploy.install.Disks;
import fruix.deploy.install.FreeBsdDisks;
import fruix.deploy.install.LinuxDisks;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.nativebuild.FreebsdBuildBuilder;
import fruix.nativebuild.NativeHost;
import fruix.process.ProcessRunner;
import fruix.scheme.DeclarationLoader;
import fruix.scheme.RunSchemeBuilder;
import fruix.scheme.sandbox.GuardedScheme;
import fruix.source.MaterializeSourceBuilder;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What an action works with: the machine, the global options and where events go. */
record Session(Host host, GlobalOptions options, EventSink events) {
  /**
   * The physical directory that holds {@code /frx}: {@code --root}, else FRUIX_ROOT, else {@code /}
   * for root and {@code ${XDG_DATA_HOME:-~/.local/share}/fruix} for everybody else.
   */
  Path root() {
    if (options.root().isPresent()) {
      return absolute(options.root().get());
    }
    String variable = host.variable("FRUIX_ROOT");
    if (!variable.isEmpty()) {
      return absolute(Path.of(variable));
    }
    return host.isRoot() ? Path.of("/") : dataHome().resolve("fruix");
  }

  private Path dataHome() {
    String xdg = host.variable("XDG_DATA_HOME");
    if (xdg.startsWith("/")) { // the XDG base directory specification has relative ones ignored
      return Path.of(xdg).normalize();
    }
    String home = host.variable("HOME");
    if (home.isEmpty()) {
      throw FruixException.failed(
          "there is no place for the store: HOME is not set", "name one with --root DIR");
    }
    return absolute(Path.of(home, ".local", "share"));
  }

  /** Evaluates declarations, and the programs of computed files. */
  DeclarationLoader loader() {
    return new DeclarationLoader(
        GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS),
        options.loadPath(),
        Session.class.getClassLoader(),
        events);
  }

  /**
   * Every builder; LOADER runs the programs of computed files, and CROSSBINDIR holds the compiler
   * of native builds.
   */
  Builders builders(DeclarationLoader loader, Optional<Path> crossBindir) {
    return Builders.standard(
        host.environment(),
        new RunSchemeBuilder(loader),
        new DiskImageBuilder(),
        new InstallationBuilder(),
        new IsoImageBuilder(),
        new FreebsdBuildBuilder(nativeHost(crossBindir)),
        sourceBuilder());
  }

  /** The disks of the machine. */
  Disks disks() {
    return switch (host.osName()) {
      case "Linux" -> LinuxDisks.running();
      case "FreeBSD" -> FreeBsdDisks.running(new ProcessRunner(NativeHost.GRACE));
      default -> Disks.UNKNOWN;
    };
  }

  /** This machine as native builds see it; CROSSBINDIR is where the user says the compiler is. */
  NativeHost nativeHost(Optional<Path> crossBindir) {
    return new NativeHost(
        host.variable("PATH"),
        host.osName(),
        host.isRoot(),
        jobs(),
        crossBindir.map(this::absolute),
        new ProcessRunner(NativeHost.GRACE));
  }

  /** The store below {@link #root}; files have their owners and flags when it is root's. */
  Store openStore() {
    boolean owners = Store.owner(root()).map(uid -> uid == 0).orElseGet(host::isRoot);
    return Store.open(root(), owners, host.clock(), events);
  }

  /**
   * The item that TEXT names: by its logical path, by its base name, or by any file on this machine
   * that leads into it, as a GC root does.
   */
  StorePath storePath(String text) {
    Path file = absolute(Path.of(text));
    if (!text.startsWith(StorePath.STORE) && Files.exists(file)) {
      try {
        Path directory = root().resolve(StorePath.STORE.substring(1)).toRealPath();
        Path real = file.toRealPath();
        if (real.startsWith(directory) && !real.equals(directory)) {
          return StorePath.parse(directory.relativize(real).getName(0).toString());
        }
      } catch (IOException e) {
        throw FruixException.io("follow", file, e);
      }
    }
    return StorePath.parse(text);
  }

  /** PATH as the user meant it from where he stands. */
  Path absolute(Path path) {
    return host.directory().resolve(path).normalize();
  }

  /** Every builder that there is. */
  Builders builders() {
    return Builders.standard(
        host.environment(),
        new DiskImageBuilder(),
        new InstallationBuilder(),
        new IsoImageBuilder(),
        new FreebsdBuildBuilder(nativeHost(Optional.empty())),
        sourceBuilder());
  }

  private MaterializeSourceBuilder sourceBuilder() {
    return new MaterializeSourceBuilder(host.environment(), new ProcessRunner(NativeHost.GRACE));
  }

  /** How many items may be built at once. */
  int jobs() {
    return options.jobs().orElse(host.processors());
  }
}
