package fruix.store;

import static fruix.store.StoreFixture.bytes;
import static fruix.store.StoreFixture.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreTest {
  private StoreFixture fixture;
  private Store store;
  private Path root;

  @BeforeEach
  void open(@TempDir Path directory) {
    root = directory;
    fixture = new StoreFixture(directory);
    store = fixture.store;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Registration realise(String name, List<StorePath> candidates, ItemFiller filler) {
    return fixture.realise(name, candidates, filler);
  }

  @Test
  void anItemIsRegisteredWithManifestAndReferences() throws IOException {
    Registration a = fixture.text("a", "hello");
    Registration b = fixture.text("b", "see", a.path());
    Registration c = fixture.text("c", "b is at", b.path());
    assertEquals(List.of(a.path()), b.references());
    assertEquals(List.of(b.path()), c.references());
    assertTrue(store.isValid(c.path()));
    assertEquals(c, store.registration(c.path()));
    assertEquals(StoreFixture.NOW, c.registered());
    assertEquals(
        "#mtree\n. type=dir uid=0 gid=0 mode=0555\n./f type=file uid=0 gid=0 mode=0444 size=5"
            + " sha256digest=2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824\n",
        Files.readString(
            root.resolve("frx/var/fruix/manifests/" + a.path().basename() + ".mtree")));
    assertEquals(2, store.manifest(a.path()).entries().size());
  }

  @Test
  void aReferenceThroughAnotherCandidateCounts() {
    Registration a = fixture.text("a", "hello");
    Registration b = fixture.text("b", "see", a.path());
    Registration c =
        realise(
            "c",
            List.of(b.path()),
            out -> out.symlink(path("l"), Attributes.SYMLINK, "/x/../" + a.path() + "/f"));
    assertEquals(List.of(a.path()), c.references());
  }

  @Test
  void aPresentItemIsNotBuiltAgain() {
    Registration first = fixture.text("a", "hello");
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
