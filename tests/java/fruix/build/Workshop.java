package fruix.build;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.ManifestWriter;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.function.Executable;

/** A store in a scratch directory, and short words for building in it. */
final class Workshop implements AutoCloseable {
  final Queue<Event> events = new ConcurrentLinkedQueue<>();
  final Path root;
  final Store store;

  Workshop(Path root) {
    this.root = root;
    this.store =
        Store.open(
            root, false, InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z")), events::add);
  }

  static Derivation derivation(String name, String builder, String parameters, Input... inputs) {
    return new Derivation(
        name, builder, "1", SexpReader.readAll("parameters", parameters), List.of(inputs));
  }

  static Derivation files(String name, String parameters, Input... inputs) {
    return derivation(name, "write-files", parameters, inputs);
  }

  Realiser realiser(RealiserOptions options, Builder... more) {
    return new Realiser(store, Builders.standard(Map.of(), more), events::add, options);
  }

  /** Builds WANTED and gives the text of its manifest, without the first line. */
  String build(Derivation wanted) {
    realiser(RealiserOptions.of(2)).realise(List.of(wanted));
    return manifest(wanted);
  }

  String manifest(Derivation built) {
    String text =
        new String(
            ManifestWriter.toBytes(store.manifest(built.path())), StandardCharsets.ISO_8859_1);
    return text.substring(text.indexOf('\n') + 1);
  }

  Entry entry(Derivation built, String path) {
    return store.manifest(built.path()).entries().stream()
        .filter(entry -> entry.path().value().equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + path + " in\n" + manifest(built)));
  }

  String text(Derivation built, String path) throws IOException {
    return Files.readString(physical(built, path));
  }

  Path physical(Derivation built, String path) {
    return new RelativePath(path).under(store.physical(built.path()));
  }

  /** What is said when WANTED is built, which must fail with exit status 4 and leave nothing. */
  FruixException failure(Derivation wanted) {
    FruixException e = thrown(() -> build(wanted));
    Assertions.assertEquals(4, e.exitCode().status(), e::getMessage);
    Assertions.assertFalse(store.isValid(wanted.path()));
    return e;
  }

  static FruixException thrown(Executable action) {
    return Assertions.assertThrows(FruixException.class, action);
  }

  @Override
  public void close() {
    store.close();
  }
}
