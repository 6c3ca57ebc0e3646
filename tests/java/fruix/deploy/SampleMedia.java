package fruix.deploy;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.event.EventSink;
import fruix.mtree.Manifest;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A store, and a small system to make media of: a closure that needs one other item. */
final class SampleMedia implements AutoCloseable {
  private final Store store;

  SampleMedia(Path root) {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(1));
    this.store = Store.open(root, false, clock, EventSink.SILENT);
  }

  private static Derivation derivation(
      String name, String builder, String parameters, Input... inputs) {
    return new Derivation(name, builder, "1", SexpReader.readAll("p", parameters), List.of(inputs));
  }

  /** What the closure leads to. */
  Derivation runtime() {
    return derivation("runtime", "write-files", "(file \"bin/sh\" \"0555\" 0 0 \"sh\")");
  }

  Derivation closure() {
    return closure("loader.efi");
  }

  Derivation closureWithoutLoader() {
    return closure("loader.old");
  }

  private Derivation closure(String loader) {
    return derivation(
        "system",
        "write-files",
        """
        (file "boot/%s" "0444" 0 0 "MZ")
        (file "boot/loader.conf" "0444" 0 0 "autoboot_delay=2")
        (file "etc/group" "0444" 0 0 "wheel:*:0:\\n")
        (symlink "profile" "%s")
        (file "metadata/rootfs.mtree" "0444" 0 0 "%s")
        """
            .formatted(
                loader,
                runtime().path(),
                "#mtree\\n. type=dir uid=0 gid=0 mode=0755\\n"
                    + "./bin type=link uid=0 gid=0 mode=0755 link=/run/current-system/profile/bin\\n"
                    + "./etc/group type=file uid=0 gid=5 mode=0640 contents=etc/group\\n"),
        runtime());
  }

  /** What BUILDER makes of CLOSURE with the further parameters MORE. */
  static Derivation medium(String builder, Derivation closure, String more, Input... inputs) {
    Input[] all = new Input[inputs.length + 1];
    all[0] = closure;
    System.arraycopy(inputs, 0, all, 1, inputs.length);
    return derivation("medium", builder, "(closure \"" + closure.path() + "\") " + more, all);
  }

  /** Builds MEDIUM; where it is. */
  Path build(Derivation medium) {
    Builders builders =
        Builders.standard(Map.of(), new InstallationBuilder(), new IsoImageBuilder());
    new Realiser(store, builders, EventSink.SILENT, RealiserOptions.of(2)).realise(List.of(medium));
    return store.physical(medium.path());
  }

  /** What is in MEDIUM, once it is built. */
  Manifest manifest(Derivation medium) {
    return store.manifest(medium.path());
  }

  @Override
  public void close() {
    store.close();
  }
}
