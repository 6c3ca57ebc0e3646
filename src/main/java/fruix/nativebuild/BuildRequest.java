package fruix.nativebuild;

import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.ItemReference;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration says of a build.
 *
 * @param source where the source tree will be, in {@link #origin}'s item
 * @param directory what relative paths in FLAGS are taken from
 */
public record BuildRequest(
    Part part,
    Input origin,
    ItemReference source,
    String target,
    String targetArch,
    String kernconf,
    List<String> flags,
    Path directory) {

  public BuildRequest {
    flags = List.copyOf(flags);
  }

  /**
   * The derivation of this on HOST: finds the compiler, and reads the files that SRCCONF and
   * KERNCONFDIR name, whose contents count and not their places.
   */
  public Derivation derivation(NativeHost host) {
    for (String flag : flags) {
      if (!MakeFlags.wellFormed(flag)) {
        throw wrong("`" + flag + "' is no variable of make", "write NAME=VALUE or -DNAME");
      }
      if (MakeFlags.own(flag)) {
        throw wrong(
            "the make flag `" + flag + "' sets what Fruix sets itself",
            "target, target-arch and kernconf are fields of freebsd-base");
      }
      if (MakeFlags.compiler(flag)) {
        throw choosesCompiler("the make flag `" + flag + "'");
      }
    }
    ConfigReader reader = new ConfigReader(directory);
    BuildSettings settings =
        new BuildSettings(
            part,
            source,
            host.method(),
            target,
            targetArch,
            flags.stream().filter(this::matters).toList(),
            MakeFlags.value(flags, "SRCCONF").map(reader::text).orElse(""),
            part == Part.KERNEL ? kernconf : "",
            part == Part.KERNEL
                ? MakeFlags.value(flags, "KERNCONFDIR")
                    .map(place -> reader.configFiles(place, kernconf))
                    .orElse(List.of())
                : List.of(),
            new Toolchains(host).find().versions(),
            BuildPaths.ISOLATED);
    return settings.at(host.paths(settings.objectIdentity())).derivation(origin);
  }

  /**
   * Throws, exit status 3, if HOST lacks what a source of which HAS tells the files wants of it.
   */
  public void demandTools(NativeHost host, Predicate<RelativePath> has) {
    if (host.method() == BuildSettings.Method.MAKE_PY) {
      HostTools.requireOpenssl(
          ExitCode.DECLARATION, part, options(flags, directory), has, MakeCommand.PATH);
    }
  }

  /**
   * Whether FLAGS, or the file that SRCCONF among them names, switch the option OPTION of
   * src.conf(5) off, as {@code CLANG}.
   */
  public static boolean without(List<String> flags, Path directory, String option) {
    return options(flags, directory).without(option);
  }

  private static SourceOptions options(List<String> flags, Path directory) {
    return new SourceOptions(
        flags, MakeFlags.value(flags, "SRCCONF").map(new ConfigReader(directory)::text).orElse(""));
  }

  /** Whether FLAG is handed on to make: not to a world what concerns kernels alone. */
  private boolean matters(String flag) {
    String variable = MakeFlags.variable(flag);
    return !variable.equals("SRCCONF")
        && !variable.equals("KERNCONFDIR")
        && (part == Part.KERNEL || !MakeFlags.kernelOnly(flag));
  }

  /** WHAT, so begins the sentence, names a program whose version nobody asks. */
  static FruixException choosesCompiler(String what) {
    return wrong(
        what + " chooses a compiler, which is not told by its name",
        "name the directory of clang and ld.lld with --cross-bindir DIR");
  }

  static FruixException wrong(String message, @Nullable String hint) {
    return new FruixException(Diagnostic.of(ExitCode.DECLARATION, message).withHint(hint));
  }
}
