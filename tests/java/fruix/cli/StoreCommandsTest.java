package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `fruix store …` on a store of its own. */
final class StoreCommandsTest {
  @TempDir Path directory;

  private String stderr = "";

  /** Standard output of a command line that must end with STATUS. */
  private String run(int status, String... args) {
    FakeHost fake = new FakeHost(directory, Map.of("FRUIX_ROOT", "root"));
    int actual = fake.run(args);
    stderr = fake.stderr();
    assertEquals(status, actual, fake.stderr());
    return fake.stdout();
  }

  private static String value(String output, String key) {
    return output
        .lines()
        .filter(line -> line.startsWith(key + "="))
        .map(line -> line.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + key + " in " + output));
  }

  @Test
  void sameContentsHaveTheSamePath() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    Files.createDirectory(directory.resolve("d"));
    Files.writeString(directory.resolve("d/b"), "hello");
    String first = run(0, "store", "add", "--name", "x", "a");
    assertEquals(first, run(0, "store", "add", "--name", "x", "d/b"));
    assertTrue(value(first, "store_path").matches("/frx/store/[0-9a-f]{40}-x"), first);
    assertTrue(value(first, "content_hash").matches("[0-9a-f]{64}"), first);
  }

  @Test
  void pathInfoTakesEveryNameOfAnItem() throws IOException {
    Files.createDirectory(directory.resolve("tree"));
    Files.writeString(directory.resolve("tree/file"), "hello");
    String path = value(run(0, "store", "add", "tree"), "store_path");
    String info = run(0, "store", "path-info", path);
    assertEquals("5", value(info, "size"));
    assertEquals("1970-01-01T00:00:00Z", value(info, "registered"));
    assertEquals(directory.resolve("root") + path, value(info, "physical_path"));
    assertEquals(info, run(0, "store", "path-info", path.substring("/frx/store/".length())));
    assertEquals(info, run(0, "store", "path-info", "root" + path + "/file"));
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("root" + path));
    assertEquals(info, run(0, "store", "path-info", "link"));
  }

  @Test
  void collectionRemovesWhatNoRootNeeds() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    String path = value(run(0, "store", "add", "a"), "store_path");
    Path roots = directory.resolve("root/frx/var/fruix/gcroots");
    Files.createSymbolicLink(roots.resolve("mine"), Path.of(path));
    assertEquals(
        "root_count=1\nroots=direct " + path + " " + roots.resolve("mine") + "\n",
        run(0, "store", "roots"));
    assertEquals("0", value(run(0, "gc"), "deleted_count"));
    Files.delete(roots.resolve("mine"));
    String dry = run(0, "gc", "--dry-run");
    assertEquals(path, value(dry, "would_delete"));
    assertEquals("5", value(dry, "would_free"));
    assertEquals("5", value(run(0, "store", "path-info", path), "size"));
    assertEquals(path, value(run(0, "gc"), "deleted"));
    run(1, "store", "path-info", path);
  }

  @Test
  void flippedByteIsFound() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    String path = value(run(0, "store", "add", "a"), "store_path");
    assertEquals("verified_count=1\ndamaged=\n", run(0, "store", "verify"));
    Path physical = Path.of(directory.resolve("root") + path);
    assertTrue(physical.toFile().setWritable(true));
    Files.writeString(physical, "jello");
    assertEquals("verified_count=1\ndamaged=" + path + "\n", run(1, "store", "verify", path));
    assertTrue(stderr.contains("warning: " + path + ": "), stderr);
  }

  @Test
  void exportGoesIntoAnotherStore() throws IOException {
    Files.createDirectory(directory.resolve("tree"));
    Files.writeString(directory.resolve("tree/file"), "hello");
    String path = value(run(0, "store", "add", "tree"), "store_path");
    String out = run(0, "store", "export", "tree.export", path);
    assertEquals(directory.resolve("tree.export").toString(), value(out, "export_file"));
    String in = run(0, "--root", "other", "store", "import", "tree.export");
    assertEquals("imported_count=1\nimported=" + path + "\n", in);
    assertEquals(
        "verified_count=1\ndamaged=\n", run(0, "--root", "other", "store", "verify", path));
    run(1, "store", "export", "nowhere", "/frx/store/" + "0".repeat(40) + "-x");
    assertFalse(Files.exists(directory.resolve("nowhere")));
    run(1, "store", "import", "missing");
    assertTrue(stderr.contains("no such file or directory"), stderr);
  }

  @Test
  void whatNobodyKnowsHowToMakeStaysDamaged() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    String path = value(run(0, "store", "add", "a"), "store_path");
    assertEquals("verified_count=1\nrepaired=\ndamaged=\n", run(0, "store", "repair"));
    Path physical = Path.of(directory.resolve("root") + path);
    assertTrue(physical.toFile().setWritable(true));
    Files.writeString(physical, "jello");
    assertEquals(path, value(run(1, "store", "repair"), "damaged"));
    assertTrue(stderr.startsWith("verifying 1 items\nwarning: " + path + ": "), stderr);
  }

  @Test
  void diffTellsWhatChanged() throws IOException {
    Files.createDirectory(directory.resolve("old"));
    Files.writeString(directory.resolve("old/gone,really"), "");
    Files.writeString(directory.resolve("old/same"), "");
    Files.createDirectory(directory.resolve("new"));
    Files.writeString(directory.resolve("new/same"), "x");
    Files.writeString(directory.resolve("new/there"), "");
    String old = value(run(0, "store", "add", "old"), "store_path");
    String young = value(run(0, "store", "add", "new"), "store_path");
    String diff = run(0, "store", "diff", old, young);
    assertEquals("3", value(diff, "change_count"));
    String changes = value(diff, "changes");
    assertTrue(changes.startsWith("- gone\\054really,~ same: size 0 -> 1; sha256 "), changes);
    assertTrue(changes.endsWith(",+ there"), changes);
    assertEquals("change_count=0\nchanges=\n", run(0, "store", "diff", old, old));
  }

  @Test
  void requisitesAndReferrersAreTwoSidesOfReferences() throws IOException {
    Files.writeString(directory.resolve("a"), "hello");
    String a = value(run(0, "store", "add", "a"), "store_path");
    assertEquals("requisite_count=1\nrequisites=" + a + "\n", run(0, "store", "requisites", a));
    assertEquals("referrer_count=0\nreferrers=\n", run(0, "store", "referrers", a));
    assertEquals("reference_count=0\nreferences=\n", run(0, "store", "references", a));
    run(2, "store", "requisites");
    assertEquals(
        "error: `fruix store requisites' needs ITEM\n  = hint: see `fruix help store requisites'\n",
        stderr);
  }

  @Test
  void nameThatNoItemCanHaveIsAUsageError() throws IOException {
    Files.writeString(directory.resolve("a b"), "");
    run(2, "store", "add", "a b");
    assertTrue(stderr.startsWith("error: `a b' cannot be the name of a store item\n"), stderr);
  }

  @Test
  void whatIsNoStorePathIsAUsageErrorAndAnUnknownOneAFailure() {
    run(2, "store", "path-info", "nonsense");
    assertTrue(stderr.startsWith("error: `nonsense' is not a store path\n"), stderr);
    run(1, "store", "path-info", "/frx/store/" + "0".repeat(40) + "-x");
    assertTrue(stderr.contains("is not a valid store item"), stderr);
  }
}
