package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.hash.Sha256;
import fruix.store.GarbageCollector;
import fruix.store.RepairReport;
import fruix.store.Repairer;
import fruix.store.Selection;
import fruix.store.StorePath;
import fruix.store.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreRebuilderTest {
  private Path host;
  private Workshop shop;

  @BeforeEach
  void open(@TempDir Path root, @TempDir Path host) {
    this.host = host;
    this.shop = new Workshop(root);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private RepairReport repair(StorePath... items) {
    return repair(List.of(), items);
  }

  private RepairReport repair(List<Derivation> known, StorePath... items) {
    return new Repairer(shop.store)
        .repair(
            List.of(items),
            new StoreRebuilder(shop.store, Builders.standard(Map.of()), shop.events::add, known));
  }

  private void damage(Derivation built, String path) throws IOException {
    Path file = shop.physical(built, path);
    Files.setAttribute(file, "unix:mode", 0644);
    Files.writeString(file, "evil");
    assertTrue(!new Verifier(shop.store).verify(built.path()).isEmpty());
  }

  private void collectGarbage() {
    shop.close();
    new GarbageCollector(shop.store).collect(false);
  }

  @Test
  void buildsDamagedItemsAgainWithWhatTheyNeed() throws IOException {
    Path copy = Files.writeString(host.resolve("f"), "fetched");
    Derivation fetched = Fetch.derivation("f", List.of(copy.toString()), Sha256.ofUtf8("fetched"));
    StorePath sourcePath = shop.store.addSource("s", copy, Selection.ALL).path();
    Derivation source =
        Workshop.files(
            "c", "(copy \"s\" \"" + sourcePath + "\")", new Source(sourcePath, copy, path -> true));
    Derivation part = Workshop.files("p", "(file \"x\" \"0444\" 0 0 \"part\")");
    Derivation top =
        Workshop.files(
            "top",
            "(copy \"f\" \"%s\") (copy \"p\" \"%s\") (copy \"c\" \"%s\")"
                .formatted(fetched.path(), part.path(), source.path()),
            fetched,
            part,
            source);
    String manifest = shop.build(top);
    Path root = shop.root.resolve("frx/var/fruix/gcroots/top");
    Files.createSymbolicLink(root, Path.of(top.path().toString()));
    Files.createSymbolicLink(root.resolveSibling("s"), Path.of(sourcePath.toString()));
    collectGarbage();
    assertTrue(!shop.store.isValid(part.path()), "what it was built from is gone");
    damage(top, "p/x");
    RepairReport report = repair(top.path());
    assertEquals(List.of(top.path()), report.repaired(), report::toString);
    assertEquals("part", shop.text(top, "p/x"));
    assertEquals(manifest, shop.manifest(top));
  }

  @Test
  void saysWhatItCannotMake() throws IOException {
    Path file = Files.writeString(Files.createDirectory(host.resolve("t")).resolve("f"), "x");
    Derivation staged =
        HostTree.open(file.getParent(), Optional.empty())
            .scan("t", PathRules.ALL, shop.store)
            .derivation("t", fruix.io.RelativePath.ROOT, Optional.empty());
    shop.build(staged);
    damage(staged, "f");
    RepairReport report = repair(staged.path());
    assertEquals(List.of(), report.repaired());
    assertTrue(
        report.failures().get(0).what().contains("not known here where the tree lies"),
        report::toString);
  }

  @Test
  void mendsSourcesStagedTreesAndDerivationsOfAKnownGraph() throws IOException {
    Path tree = Files.createDirectory(host.resolve("t"));
    Files.writeString(tree.resolve("f"), "x");
    Derivation staged =
        HostTree.open(tree, Optional.empty())
            .scan("t", PathRules.ALL, shop.store)
            .derivation("t", fruix.io.RelativePath.ROOT, Optional.empty());
    StorePath sourcePath = shop.store.addSource("s", tree, Selection.ALL).path();
    Derivation top =
        Workshop.files(
            "top",
            "(copy \"s\" \"%s\") (copy \"t\" \"%s\")".formatted(sourcePath, staged.path()),
            new Source(sourcePath, tree, path -> true),
            staged);
    shop.build(top);
    StorePath file =
        java.util.Objects.requireNonNull(shop.store.registration(top.path()).deriver());
    for (Path damaged :
        List.of(
            shop.physical(staged, "f"),
            shop.store.physical(sourcePath).resolve("f"),
            shop.store.physical(file))) {
      Files.setAttribute(damaged, "unix:mode", 0644);
      Files.writeString(damaged, "evil");
    }
    StorePath[] items = {file, sourcePath, staged.path()};
    assertEquals(List.of(), repair(items).repaired());
    assertEquals(List.of(items), repair(List.of(top), items).repaired());
    assertEquals(List.of(), new Verifier(shop.store).verify(file));
    assertEquals("x", shop.text(staged, "f"));

    Files.writeString(tree.resolve("f"), "y");
    Files.setAttribute(shop.store.physical(sourcePath).resolve("f"), "unix:mode", 0644);
    Files.writeString(shop.store.physical(sourcePath).resolve("f"), "evil");
    RepairReport changed = repair(List.of(top), sourcePath);
    assertEquals(List.of(), changed.repaired());
    assertTrue(changed.failures().get(0).what().contains("not the same"), changed::toString);
  }

  @Test
  void whatARunMadeIsKeptUntilTheStoreIsClosed() {
    Derivation part = Workshop.files("p", "");
    Derivation top = Workshop.files("top", "(copy \"\" \"" + part.path() + "\")", part);
    shop.build(top);
    new GarbageCollector(shop.store).collect(false);
    assertTrue(shop.store.isValid(top.path()));
    collectGarbage();
    assertTrue(!shop.store.isValid(top.path()));
  }
}
