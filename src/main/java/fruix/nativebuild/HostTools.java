package fruix.nativebuild;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The host's own programs that a build on another system than FreeBSD uses. FreeBSD's makefiles
 * build most of what they run and link the rest, which they name, into a PATH of their own.
 */
final class HostTools {
  private static final String LIST = "tools/build/Makefile";

  /** The one assignment in {@link #LIST}, with its continuation lines. */
  private static final Pattern NAMES =
      Pattern.compile("(?m)^_host_tools_to_symlink\\s*=((?:[^\\\\\n]|\\\\\n)*)");

  private static final RelativePath CERTCTL = new RelativePath("usr.sbin/certctl/certctl.sh");

  private HostTools() {}

  /** Throws unless HOST has what the tree at SOURCE wants of it for SETTINGS. */
  static void require(NativeHost host, Path source, BuildSettings settings) throws IOException {
    if (settings.method() == BuildSettings.Method.MAKE) {
      return;
    }
    List<String> wanted = new ArrayList<>(named(source));
    wanted.add("python3");
    List<String> missing =
        wanted.stream().filter(name -> find(name, MakeCommand.PATH).isEmpty()).toList();
    if (!missing.isEmpty()) {
      throw failed(
          "there is no " + String.join(", ", missing) + " in " + MakeCommand.PATH,
          "FreeBSD's makefiles use what " + host.osName() + " has of that: install it");
    }
    if (wanted.contains("gzip")) {
      requireGnuGzip(host, find("gzip", MakeCommand.PATH).orElseThrow());
    }
    SourceOptions options = new SourceOptions(settings.flags(), settings.srcConf());
    requireOpenssl(
        ExitCode.BUILD,
        settings.part(),
        options,
        path -> Files.exists(path.under(source)),
        MakeCommand.PATH);
  }

  /**
   * Throws, with STATUS, if certctl(8) of the source of which HAS tells the files will run without
   * openssl: it then leaves out /etc/ssl/certs, and make takes no notice. The version does not
   * matter, since what it is asked for, the hash of a subject, is the same from 1.0.0 on.
   */
  static void requireOpenssl(
      ExitCode status,
      Part part,
      SourceOptions options,
      Predicate<RelativePath> has,
      String makePath) {
    if (part == Part.WORLD
        && !options.without("CAROOT")
        && !options.without("OPENSSL")
        && has.test(CERTCTL)
        && find("openssl", makePath).isEmpty()) {
      throw new FruixException(
          Diagnostic.of(
                  status,
                  "there is no openssl in "
                      + makePath
                      + ": the world would have no certificates in /etc/ssl/certs")
              .withHint("install it, or build WITHOUT_CAROOT"));
    }
  }

  /** Fonts of the boot loader and manuals are compressed with it; others compress differently. */
  static void requireGnuGzip(NativeHost host, Path gzip) {
    String version = host.ask(List.of(gzip.toString(), "--version")).output();
    if (!version.startsWith("gzip ")) {
      throw failed(
          gzip + " is not GNU gzip, and would give other bytes to what FreeBSD installs compressed",
          "install GNU gzip, or put it first in " + MakeCommand.PATH);
    }
  }

  private static FruixException failed(String message, String hint) {
    return new FruixException(Diagnostic.of(ExitCode.BUILD, message).withHint(hint));
  }

  private static List<String> named(Path source) throws IOException {
    Path list = source.resolve(LIST);
    if (!Files.isRegularFile(list)) {
      return List.of();
    }
    Matcher names = NAMES.matcher(Files.readString(list, StandardCharsets.ISO_8859_1));
    return names.find()
        ? Stream.of(names.group(1).split("[\\s\\\\]+", -1)).filter(n -> !n.isEmpty()).toList()
        : List.of();
  }

  private static Optional<Path> find(String name, String makePath) {
    return Arrays.stream(makePath.split(":", -1))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
