package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.ManifestReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private Path root;
  private Store store;

  @BeforeEach
  void open(@TempDir Path root) {
    this.root = root;
    this.store = Store.open(root, false, InstantSource.fixed(NOW), EventSink.SILENT);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static RelativePath path(String text) {
    return new RelativePath(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Registration realise(String name, List<StorePath> candidates, ItemFiller filler) {
    return store.realise(
        StorePath.ofIdentity(name, name), new ItemOrigin(null, candidates), filler);
  }

  private Registration text(String name, String text, StorePath... candidates) {
    return realise(
        name, List.of(candidates), out -> out.file(path("f"), Attributes.FILE, bytes(text)));
  }

  @Test
  void anItemIsRegisteredWithManifestAndReferences() throws IOException {
    Registration a = text("a", "hello");
    Registration b = text("b", "see " + a.path(), a.path());
    Registration c = text("c", "b is at " + b.path() + "/f", b.path());
    assertEquals(List.of(a.path()), b.references());
    assertEquals(List.of(b.path()), c.references());
    assertTrue(store.isValid(c.path()));
    assertEquals(c, store.registration(c.path()));
    assertEquals(NOW, c.registered());
    assertEquals(
        "#mtree\n. type=dir uid=0 gid=0 mode=0555\n./f type=file uid=0 gid=0 mode=0444 size=5"
            + " sha256digest=2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n",
        Files.readString(
            root.resolve("frx/var/fruix/manifests/" + a.path().basename() + ".mtree")));
    assertEquals(2, store.manifest(a.path()).entries().size());
  }

  @Test
  void aReferenceThroughAnotherCandidateCounts() {
    Registration a = text("a", "hello");
    Registration b = text("b", "see " + a.path(), a.path());
    Registration c = text("c", "a is at " + a.path() + "/f", b.path());
    assertEquals(List.of(a.path()), c.references());
  }

  @Test
  void aPresentItemIsNotBuiltAgain() {
    Registration first = text("a", "hello");
    Registration again =
        realise(
            "a",
            List.of(),
            out -> {
              throw new AssertionError("built twice");
            });
    assertEquals(first, again);
  }

  @Test
  void aFailedBuildLeavesNothing() throws IOException {
    FruixException e =
        assertThrows(
            FruixException.class,
            () ->
                realise(
                    "a",
                    List.of(),
                    out -> {
                      out.file(path("x/y"), Attributes.FILE, bytes("z"));
                      Files.writeString(out.scratch().resolve("s"), "t");
                      throw new IOException("broken");
                    }));
    assertTrue(String.valueOf(e.getMessage()).contains("broken"));
    try (var files = Files.list(root.resolve("frx/store"))) {
      assertEquals(Set.of(), Set.copyOf(files.toList()));
    }
  }

  @Test
  void nothingIsWrittenThroughALinkOrTwice() {
    assertThrows(
        FruixException.class,
        () ->
            realise(
                "a",
                List.of(),
                out -> {
                  out.symlink(path("l"), Attributes.SYMLINK, root.toString());
                  out.file(path("l/f"), Attributes.FILE, bytes("z"));
                }));
    assertFalse(Files.exists(root.resolve("f")));
    assertThrows(
        FruixException.class,
        () ->
            realise(
                "b",
                List.of(),
                out -> {
                  out.file(path("f"), Attributes.FILE, bytes("z"));
                  out.file(path("f"), Attributes.FILE, bytes("z"));
                }));
  }

  @Test
  void aSourceIsAddedOnceUnderThePathOfItsContent(@TempDir Path host) throws IOException {
    Files.createDirectory(host.resolve("d"));
    Files.writeString(host.resolve("d/f"), "one");
    Files.createLink(host.resolve("g"), host.resolve("d/f"));
    Files.createSymbolicLink(host.resolve("l"), Path.of("d/f"));
    Registration first = store.addSource("src", host, Selection.ALL);
    Registration again = store.addSource("src", host, Selection.ALL);
    assertEquals(first, again);
    assertEquals(Sources.path("src", first.contentHash()), first.path());
    assertEquals(3, first.size());
    Path item = store.physical(first.path());
    assertTrue(Files.isSameFile(item.resolve("d/f"), item.resolve("g")));
    Files.writeString(host.resolve("d/f"), "two");
    assertFalse(first.path().equals(store.addSource("src", host, Selection.ALL).path()));
    Registration copied =
        realise("copy", List.of(), out -> out.copy(first.path(), RelativePath.ROOT, path("x")));
    byte[] text =
        Files.readAllBytes(
            root.resolve("frx/var/fruix/manifests/" + copied.path().basename() + ".mtree"));
    assertEquals(store.manifest(copied.path()), ManifestReader.read("m", text));
    assertEquals(3, copied.size());
  }
}
