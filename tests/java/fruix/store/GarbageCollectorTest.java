package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.event.EventSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GarbageCollectorTest {
  private StoreFixture fixture;

  @BeforeEach
  void open(@TempDir Path root) {
    fixture = new StoreFixture(root);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private GcReport collect() {
    fixture = fixture.reopen();
    return new GarbageCollector(fixture.store).collect(false);
  }

  private Set<StorePath> items() {
    return Set.copyOf(fixture.store.items());
  }

  @Test
  void everyKindOfRootKeepsWhatItReaches(@TempDir Path home) {
    StorePath dead = fixture.text("dead", "x").path();
    StorePath library = fixture.text("library", "x").path();
    StorePath direct = fixture.text("direct", "x", library).path();
    StorePath indirect = fixture.text("indirect", "x").path();
    GcRoots roots = new GcRoots(fixture.store);
    roots.add("system", direct);
    roots.addIndirect(home.resolve("result"), indirect);
    fixture = fixture.reopen();
    StorePath temporary = fixture.text("temporary", "x").path();
    assertEquals(
        List.of(GcRoot.Kind.TEMPORARY, GcRoot.Kind.INDIRECT, GcRoot.Kind.DIRECT),
        new GcRoots(fixture.store)
            .list().stream()
                .sorted((a, b) -> b.target().name().compareTo(a.target().name()))
                .map(GcRoot::kind)
                .toList());
    GcReport report = new GarbageCollector(fixture.store).collect(false);
    assertEquals(List.of(dead), report.dead());
    assertEquals(1, report.bytes());
    assertEquals(List.of(), report.leftovers());
    assertEquals(Set.of(library, direct, indirect, temporary), items());
    assertEquals(4, fixture.names().size());
    assertEquals(4, StoreFixture.names(fixture.state("manifests")).size());
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
  }

  @Test
  void aRemovedIndirectRootKeepsNothingAndGoes(@TempDir Path home) throws IOException {
    StorePath item = fixture.text("item", "x").path();
    Path link = home.resolve("result");
    new GcRoots(fixture.store).addIndirect(link, item);
    assertEquals(fixture.store.physical(item), Files.readSymbolicLink(link));
    assertEquals(List.of(), collect().dead());
    Files.delete(link);
    assertEquals(List.of(item), collect().dead());
    assertEquals(List.of(), StoreFixture.names(fixture.state("gcroots/auto")));
  }

  @Test
  void aDirectRootHoldsALogicalPathAndCanMove() throws IOException {
    StorePath one = fixture.text("one", "1").path();
    StorePath two = fixture.text("two", "2").path();
    GcRoots roots = new GcRoots(fixture.store);
    roots.add("system", one);
    roots.add("system", two);
    assertEquals(
        two.toString(), Files.readSymbolicLink(fixture.state("gcroots/system")).toString());
    assertEquals(List.of(one), collect().dead());
  }

  @Test
  void aRootMustBeAValidItem() {
    GcRoots roots = new GcRoots(fixture.store);
    StorePath absent = StoreFixture.pathOf("absent");
    assertThrows(FruixException.class, () -> roots.add("system", absent));
    assertThrows(FruixException.class, () -> roots.add("../x", fixture.text("a", "a").path()));
  }

  @Test
  void theDeriverOfALiveItemLives() {
    StorePath derivation = fixture.text("a.drv", "(derivation)").path();
    StorePath other = fixture.text("b.drv", "(derivation)").path();
    StorePath item =
        fixture
            .store
            .realise(StoreFixture.pathOf("a"), ItemOrigin.derived(derivation, List.of()), out -> {})
            .path();
    new GcRoots(fixture.store).add("a", item);
    assertEquals(List.of(other), collect().dead());
    assertEquals(Set.of(derivation, item), items());
  }

  @Test
  void aDryRunOnlyTells() throws IOException {
    StorePath dead = fixture.text("dead", "x").path();
    Files.createDirectory(fixture.root.resolve("frx/store/.tmp-add-0"));
    fixture = fixture.reopen();
    GcReport report = new GarbageCollector(fixture.store).collect(true);
    assertEquals(List.of(dead), report.dead());
    assertEquals(List.of(".tmp-add-0"), report.leftovers());
    assertEquals(2, fixture.names().size());
    assertEquals(Set.of(dead), items());
  }

  @Test
  void leftoversOfTheDeadAreRemovedAndThoseOfTheLivingAreNot() throws IOException {
    StorePath kept = fixture.text("kept", "x").path();
    new GcRoots(fixture.store).add("kept", kept);
    StorePath halfDone = StoreFixture.pathOf("half-done");
    Path store = fixture.root.resolve("frx/store");
    Files.writeString(store.resolve(halfDone.basename()), "unregistered");
    Files.createDirectory(store.resolve(".tmp-" + halfDone.basename()));
    Files.createDirectory(store.resolve(".scratch-" + halfDone.basename()));
    Files.createDirectory(store.resolve(".trash-" + halfDone.basename() + "-0"));
    Files.writeString(fixture.state("manifests/" + halfDone.basename() + ".mtree"), "");
    Files.writeString(fixture.state("manifests/." + halfDone.basename() + ".mtree.new"), "");
    Files.writeString(fixture.state("items/." + halfDone.basename() + ".new"), "");
    StorePath living = StoreFixture.pathOf("living");
    fixture.realise(
        "living",
        List.of(),
        out -> {
          out.file(StoreFixture.path("f"), fruix.mtree.Attributes.FILE, new byte[9]);
          assertEquals(7, new GarbageCollector(fixture.store).collect(false).leftovers().size());
        });
    assertEquals(Set.of(kept, living), items());
    assertEquals(2, fixture.names().size());
    assertEquals(2, StoreFixture.names(fixture.state("manifests")).size());
    assertEquals(2, StoreFixture.names(fixture.state("items")).size());
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
  }

  @Test
  void digestsOfTreesThatAreGoneGo(@TempDir Path home) throws IOException {
    Instant later = Instant.now().plusSeconds(60);
    List<Path> trees = List.of(home.resolve("here"), home.resolve("gone"));
    try (Store store =
        Store.open(fixture.root, false, InstantSource.fixed(later), EventSink.SILENT)) {
      for (Path tree : trees) {
        Files.createDirectory(tree);
        Files.write(tree.resolve("f"), new byte[1 << 20]);
        store.hashSource("tree", tree, Selection.ALL);
        store.manifestOf(tree, "part", Selection.ALL);
      }
    }
    Path caches = fixture.state("cache/digests");
    Files.writeString(caches.resolve(".0123.new"), "cut short");
    Files.writeString(caches.resolve("0123"), "of another format");
    assertEquals(6, StoreFixture.names(caches).size());
    new GarbageCollector(fixture.store).collect(true);
    assertEquals(6, StoreFixture.names(caches).size());
    fruix.io.Deletion.deleteTree(trees.get(1));
    collect();
    assertEquals(2, StoreFixture.names(caches).size());
    for (String name : StoreFixture.names(caches)) {
      assertEquals(Optional.of(trees.get(0)), DigestCache.tree(caches.resolve(name)));
    }
  }

  @Test
  void foreignFilesInTheStoreAreLeftAlone() throws IOException {
    fixture.text("a", "a");
    Path foreign = fixture.root.resolve("frx/store/README");
    Files.writeString(foreign, "mine");
    collect();
    assertTrue(Files.exists(foreign));
  }

  @Test
  void itemsWithTheLongestNameComeAndGo() {
    String name = "n".repeat(211);
    StorePath item = fixture.text(name, "x").path();
    assertEquals(List.of(), new Verifier(fixture.store).verifyAll());
    assertEquals(List.of(item), collect().dead());
    assertEquals(List.of(), fixture.names());
    assertEquals(List.of(), StoreFixture.names(fixture.state("manifests")));
    assertFalse(Files.exists(fixture.store.physical(item), LinkOption.NOFOLLOW_LINKS));
  }
}
