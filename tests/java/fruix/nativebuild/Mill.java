package fruix.nativebuild;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.ItemReference;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.build.Source;
import fruix.event.Event;
import fruix.io.RelativePath;
import fruix.mtree.ManifestWriter;
import fruix.process.ProcessRunner;
import fruix.store.Selection;
import fruix.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A store, a compiler in name only, and the synthetic source tree, for building in. */
final class Mill implements AutoCloseable {
  static final Path FIXTURE = Path.of("tests/fixtures/freebsd-src").toAbsolutePath();

  final Path directory;
  final Store store;
  final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final NativeHost host;

  Mill(Path directory) throws IOException {
    this(directory, "1.0");
  }

  /**
   * @param compiler the version that the compiler says it has
   */
  Mill(Path directory, String compiler) throws IOException {
    this(directory, compiler, "/usr/local/bin:/usr/bin:/bin");
  }

  /**
   * @param path where programs of the host are found
   */
  Mill(Path directory, String compiler, String path) throws IOException {
    this.directory = directory;
    this.store =
        Store.open(
            directory.resolve("root"), false, InstantSource.fixed(Instant.EPOCH), events::add);
    this.host =
        new NativeHost(
            path,
            System.getProperty("os.name", ""),
            false,
            2,
            Optional.of(toolchain(directory.resolve("bin-" + compiler), compiler)),
            new ProcessRunner(NativeHost.GRACE));
  }

  private static Path toolchain(Path bin, String version) throws IOException {
    Files.createDirectories(bin);
    for (String name : List.of("clang", "clang++", "clang-cpp", "ld.lld")) {
      Path program = bin.resolve(name);
      Files.writeString(program, "#!/bin/sh\necho fake " + name + " version " + version + "\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return bin;
  }

  NativeHost host() {
    return host;
  }

  /** The derivation of PART of the fixture with FLAGS. */
  Derivation derivation(Part part, String... flags) {
    return derivation(part, FIXTURE, flags);
  }

  Derivation derivation(Part part, Path source, String... flags) {
    Source tree =
        new Source(store.hashSource("freebsd-source-x", source, Selection.ALL), source, p -> true);
    return new BuildRequest(
            part,
            tree,
            new ItemReference(tree.path(), RelativePath.ROOT),
            "amd64",
            "amd64",
            "GENERIC",
            List.of(flags),
            directory)
        .derivation(host);
  }

  Derivation build(Derivation wanted) {
    new Realiser(
            store,
            Builders.standard(Map.of(), new FreebsdBuildBuilder(host)),
            events::add,
            RealiserOptions.of(2))
        .realise(List.of(wanted));
    return wanted;
  }

  Derivation build(Part part, String... flags) {
    return build(derivation(part, flags));
  }

  String text(Derivation built, String path) throws IOException {
    return Files.readString(store.physical(built.path()).resolve(path));
  }

  String manifest(Derivation built) {
    return new String(
        ManifestWriter.toBytes(store.manifest(built.path())), StandardCharsets.ISO_8859_1);
  }

  /** All that make said for BUILD. */
  String log(Derivation build) throws IOException {
    Path log =
        directory
            .resolve("root/frx/var/fruix/log")
            .resolve(build.path().basename() + NativeLogs.SUFFIX);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(log))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** Where BUILD sees its source. */
  static String source(Derivation build) {
    Matcher paths = Pattern.compile("\\(paths \"([^\"]+)\"").matcher(build.identity());
    if (!paths.find()) {
      throw new AssertionError("no paths in " + build.identity());
    }
    return paths.group(1);
  }

  ObjectDirectories objects() {
    return new ObjectDirectories(
        directory.resolve("root").resolve(FreebsdBuildBuilder.CACHE_DIRECTORY));
  }

  /** A copy of the fixture to change. */
  Path copyOfFixture() throws IOException {
    Path copy = directory.resolve("src");
    try (Stream<Path> files = Files.walk(FIXTURE)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(FIXTURE.relativize(file).toString()));
      }
    }
    return copy;
  }

  @Override
  public void close() {
    store.close();
  }
}
