package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.io.HostCommand;
import fruix.mtree.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceTest {
  @TempDir Path host;
  private StoreFixture fixture;

  @BeforeEach
  void open(@TempDir Path root) {
    fixture = new StoreFixture(root);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Registration add() {
    return fixture.store.addSource("source", host, Selection.ALL);
  }

  /** Files, some of them linked, in enough directories that several threads meet. */
  private void populate() throws IOException {
    for (int d = 0; d < 3; d++) {
      Path directory = Files.createDirectories(host.resolve("d" + d + "/sub"));
      for (int f = 0; f < (d == 2 ? 35 : 4); f++) {
        Files.writeString(directory.resolve("f" + f), "file " + d + " " + f);
      }
      Files.createLink(host.resolve("link" + d), directory.resolve("f0"));
      Files.createSymbolicLink(host.resolve("sym" + d), Path.of("d" + d + "//sub/"));
    }
    Files.setPosixFilePermissions(
        host.resolve("d1/sub/f1"), PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void hashingAndAddingGiveTheSamePath() throws IOException {
    populate();
    StorePath hashed = fixture.store.hashSource("source", host, Selection.ALL);
    assertFalse(fixture.store.isValid(hashed));
    Registration added = add();
    assertEquals(hashed, added.path());
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
    long links =
        fixture.store.manifest(hashed).entries().stream()
            .filter(entry -> entry instanceof Entry.File file && file.linkGroup() != 0)
            .count();
    assertEquals(6, links);
    assertEquals(hashed, fixture.store.realiseSource(hashed, host, Selection.ALL).path());
  }

  @Test
  void theImportersUmaskAndModesDoNotMatter() throws IOException {
    Files.writeString(host.resolve("f"), "x");
    Registration first = add();
    Files.setPosixFilePermissions(host.resolve("f"), PosixFilePermissions.fromString("rw-rw-rw-"));
    assertEquals(first, add());
    Files.setPosixFilePermissions(host.resolve("f"), PosixFilePermissions.fromString("rwxr--r--"));
    assertNotEquals(first.path(), add().path());
  }

  @Test
  void anUnchangedTreeIsNotReadAgain() throws IOException, InterruptedException {
    populate();
    Instant later = Instant.now().plusSeconds(60);
    try (Store store =
        Store.open(fixture.root, false, InstantSource.fixed(later), EventSink.SILENT)) {
      Registration first = store.addSource("source", host, Selection.ALL);
      List<String> caches = StoreFixture.names(fixture.state("cache/digests"));
      assertEquals(1, caches.size());
      byte[] cache = Files.readAllBytes(fixture.state("cache/digests/" + caches.get(0)));
      assertEquals(first, store.addSource("source", host, Selection.ALL));
      assertEquals(first.path(), store.hashSource("source", host, Selection.ALL));
      // Same size, other bytes: only the times tell.
      Files.writeString(host.resolve("d1/sub/f2"), "FILE 1 2");
      Registration second = store.addSource("source", host, Selection.ALL);
      assertNotEquals(first.path(), second.path());
      assertFalse(
          java.util.Arrays.equals(
              cache, Files.readAllBytes(fixture.state("cache/digests/" + caches.get(0)))));
      Files.writeString(host.resolve("d1/sub/f2"), "file 1 2");
      assertEquals(first, store.addSource("source", host, Selection.ALL));
    }
  }

  @Test
  void aLargeImportSaysHowFarItIs(@TempDir Path other) throws IOException {
    Path file = Files.write(host.resolve("big"), new byte[9 << 20]);
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    try (Store store =
        Store.open(other, false, InstantSource.fixed(StoreFixture.NOW), events::add)) {
      store.addSource("file", file, Selection.ALL);
      store.addSource("tree", host, Selection.ALL);
      store.addSource("tree", host, Selection.ALL);
    }
    assertEquals(
        List.of(
            new Event.BuildProgress("file", "copying", 4 << 20, 9 << 20),
            new Event.BuildProgress("file", "copying", 8 << 20, 9 << 20),
            new Event.BuildProgress("tree", "copying", 4 << 20, 0),
            new Event.BuildProgress("tree", "copying", 8 << 20, 0)),
        events.subList(0, 4));
  }

  @Test
  void aSourceThatChangedSinceItWasHashedIsRefused() throws IOException {
    Files.writeString(host.resolve("f"), "x");
    StorePath hashed = fixture.store.hashSource("source", host, Selection.ALL);
    Files.writeString(host.resolve("f"), "y");
    assertThrows(
        FruixException.class, () -> fixture.store.realiseSource(hashed, host, Selection.ALL));
    assertEquals(List.of(), fixture.names());
  }

  @Test
  void onlyTheSelectedFilesCount() throws IOException {
    populate();
    Selection selection = Selection.of(path -> !path.value().startsWith("d1"));
    Registration item = fixture.store.addSource("source", host, selection);
    assertTrue(
        fixture.store.manifest(item.path()).entries().stream()
            .noneMatch(entry -> entry.path().value().startsWith("d1")));
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
  }

  @Test
  void aSingleFileAndALinkAreItemsToo() throws IOException {
    Path file = Files.writeString(host.resolve("f"), "x");
    Registration item = fixture.store.addSource("f", file, Selection.ALL);
    assertTrue(Files.isRegularFile(fixture.store.physical(item.path())));
    Path link = Files.createSymbolicLink(host.resolve("l"), Path.of("f"));
    Registration other = fixture.store.addSource("l", link, Selection.ALL);
    assertTrue(Files.isSymbolicLink(fixture.store.physical(other.path())));
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
  }

  @Test
  void pipesAndNamesThatAreNoTextAreRefusedByName() throws IOException, InterruptedException {
    HostCommand.run(List.of("mkfifo", host.resolve("pipe").toString()));
    FruixException pipe = assertThrows(FruixException.class, this::add);
    assertTrue(String.valueOf(pipe.getMessage()).contains("named pipe"), pipe.getMessage());
    assertTrue(String.valueOf(pipe.getMessage()).contains("/pipe"), pipe.getMessage());
    Files.delete(host.resolve("pipe"));
    HostCommand.run(List.of("sh", "-c", "touch '" + host + "'/$(printf 'a\\377b')"));
    FruixException name = assertThrows(FruixException.class, this::add);
    assertTrue(String.valueOf(name.getMessage()).contains("not valid UTF-8"), name.getMessage());
    assertEquals(List.of(), fixture.names());
  }

  @Test
  void anAbsentHostAndABadNameAreRefused() {
    FruixException absent =
        assertThrows(
            FruixException.class,
            () -> fixture.store.addSource("x", host.resolve("none"), Selection.ALL));
    assertTrue(String.valueOf(absent.getMessage()).contains("no such file"), absent.getMessage());
    assertThrows(FruixException.class, () -> fixture.store.addSource(".x", host, Selection.ALL));
  }
}
