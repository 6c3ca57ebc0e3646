package fruix.store;

import fruix.event.EventSink;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** A store with a fixed clock, and short words for what tests do with it. */
final class StoreFixture implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  final Path root;
  final Store store;

  StoreFixture(Path root) {
    this(root, false);
  }

  StoreFixture(Path root, boolean owners) {
    this.root = root;
    this.store = Store.open(root, owners, InstantSource.fixed(NOW), EventSink.SILENT);
  }

  static RelativePath path(String text) {
    return new RelativePath(text);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static StorePath pathOf(String name) {
    return StorePath.ofIdentity(name, name);
  }

  /** The item NAME, which refers to what of CANDIDATES its FILLER mentions. */
  Registration realise(String name, List<StorePath> candidates, ItemFiller filler) {
    return store.realise(pathOf(name), new ItemOrigin(null, candidates), filler);
  }

  /** The item NAME with one file {@code f} that holds TEXT and the paths of REFERENCES. */
  Registration text(String name, String text, StorePath... references) {
    StringBuilder all = new StringBuilder(text);
    Stream.of(references).forEach(reference -> all.append(' ').append(reference));
    return realise(
        name,
        List.of(references),
        out -> out.file(path("f"), Attributes.FILE, bytes(all.toString())));
  }

  /** Gives up temporary roots by opening the store anew. */
  StoreFixture reopen() {
    close();
    return new StoreFixture(root);
  }

  Path state(String name) {
    return root.resolve("frx/var/fruix").resolve(name);
  }

  /** Names in the directory of the store, sorted; none when there is no store yet. */
  List<String> names() {
    Path directory = root.resolve("frx/store");
    return Files.exists(directory) ? names(directory) : List.of();
  }

  static List<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the file FILE of an item as no one should. */
  static void tamper(Path file, byte[] bytes) throws IOException {
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(file, bytes);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Override
  public void close() {
    store.close();
  }
}
