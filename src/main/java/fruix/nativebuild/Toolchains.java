package fruix.nativebuild;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.process.CommandResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the clang and lld that build FreeBSD on a host. */
public final class Toolchains {
  private static final int NEWEST = 40;
  private static final int OLDEST = 10;

  /** What {@code tools/build/make.py} wants in one directory. */
  private static final List<String> PROGRAMS = List.of("clang", "clang++", "clang-cpp", "ld.lld");

  private final NativeHost host;

  public Toolchains(NativeHost host) {
    this.host = host;
  }

  /**
   * The toolchain of {@code --cross-bindir}, or the newest LLVM that is complete; on FreeBSD the
   * system's own compiler, which builds the source's.
   */
  Toolchain find() {
    if (host.isFreeBsd() && host.crossBindir().isEmpty()) {
      return system();
    }
    if (host.crossBindir().isPresent()) {
      Path directory = host.crossBindir().get();
      List<String> missing =
          PROGRAMS.stream().filter(name -> !Files.isExecutable(directory.resolve(name))).toList();
      if (!missing.isEmpty()) {
        throw FruixException.failed(
            "--cross-bindir " + directory + " has no " + String.join(", ", missing));
      }
      return at(directory);
    }
    return candidates().stream()
        .filter(Toolchains::complete)
        .findFirst()
        .map(this::at)
        .orElseThrow(
            () ->
                FruixException.failed(
                    "there is no clang with lld, which FreeBSD is built with on " + host.osName(),
                    "install them (Debian: clang and lld of one version), or name the directory of "
                        + "clang, clang++, clang-cpp and ld.lld with --cross-bindir DIR"));
  }

  /** The toolchain that calls itself VERSIONS; an error when the one found is another. */
  Toolchain matching(ToolVersions versions) {
    Toolchain found = find();
    if (!found.versions().equals(versions)) {
      throw new FruixException(
          Diagnostic.of(
                  ExitCode.BUILD,
                  "the build is declared for "
                      + versions.compiler()
                      + " and "
                      + versions.linker()
                      + ", and here are "
                      + found.versions().compiler()
                      + " and "
                      + found.versions().linker())
              .withHint("name the right ones with --cross-bindir DIR, or evaluate the file again"));
    }
    return found;
  }

  private static boolean complete(Path directory) {
    return PROGRAMS.stream().allMatch(name -> Files.isExecutable(directory.resolve(name)));
  }

  /** Newest first; what has no number comes last. */
  private Set<Path> candidates() {
    Set<Path> found = new LinkedHashSet<>();
    for (int version = NEWEST; version >= OLDEST; version--) {
      host.find("clang-" + version).map(Toolchains::home).ifPresent(found::add);
      found.add(Path.of("/usr/lib/llvm-" + version + "/bin"));
      found.add(Path.of("/usr/local/llvm" + version + "/bin"));
    }
    host.find("clang").map(Toolchains::home).ifPresent(found::add);
    return found;
  }

  /** The directory of the program that LINK leads to. */
  private static Path home(Path link) {
    return Optional.ofNullable(NativeHost.real(link).getParent()).orElse(link);
  }

  private Toolchain at(Path directory) {
    return new Toolchain(
        directory,
        new ToolVersions(
            version(directory.resolve("clang")), version(directory.resolve("ld.lld"))));
  }

  private Toolchain system() {
    Path directory = Path.of("/usr/bin");
    return new Toolchain(
        directory,
        new ToolVersions(version(directory.resolve("cc")), version(directory.resolve("ld"))));
  }

  private String version(Path program) {
    List<String> command = new ArrayList<>(List.of(program.toString(), "--version"));
    CommandResult result = host.ask(command).orFail();
    return result
        .output()
        .lines()
        .findFirst()
        .map(String::strip)
        .orElseThrow(() -> FruixException.failed(program + " does not tell its version"));
  }
}
