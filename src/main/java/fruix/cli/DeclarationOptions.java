package fruix.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What commands take that begin with a declaration.
 *
 * @param system which operating-system of FILE
 * @param freebsdRoot the tree that host-staged packages are copied from
 * @param crossBindir the directory of the compiler that native bases are built with
 */
record DeclarationOptions(
    Path file,
    Optional<String> system,
    Optional<Path> freebsdRoot,
    Optional<Path> crossBindir,
    boolean dryRun,
    boolean keepFailed) {

  /** Adds them to SYNTAX; FILE is its first argument. */
  static Syntax addTo(Syntax syntax) {
    return addToAll(syntax)
        .option("DIR", "the FreeBSD tree to copy from (default: / on FreeBSD)", "--freebsd-root")
        .option(
            "DIR",
            "the directory of the clang and lld that native bases are built with",
            "--cross-bindir");
  }

  /** Adds those that do not say where packages come from. */
  static Syntax addToAll(Syntax syntax) {
    return syntax
        .argument("FILE", "the declaration")
        .option(
            "NAME",
            "which operating-system of FILE (default: its last value, or the only one)",
            "--system")
        .flag("say what would be built, build nothing", "--dry-run")
        .flag("keep what a failed build has made", "--keep-failed");
  }

  static DeclarationOptions of(Arguments given) {
    return new DeclarationOptions(
        Path.of(given.argument(0)),
        given.option("--system"),
        given.path("--freebsd-root"),
        given.path("--cross-bindir"),
        given.flag("--dry-run"),
        given.flag("--keep-failed"));
  }

  /** Of a command with {@link #addToAll}. */
  static DeclarationOptions ofAll(Arguments given) {
    return new DeclarationOptions(
        Path.of(given.argument(0)),
        given.option("--system"),
        Optional.empty(),
        Optional.empty(),
        given.flag("--dry-run"),
        given.flag("--keep-failed"));
  }
}
