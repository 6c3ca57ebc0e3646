package fruix.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Derivation;
import fruix.diag.FruixException;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program that installs from within FreeBSD is given. */
final class InstallationBuilderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @SuppressWarnings("NullAway.Init")
  private SampleMedia media;

  @BeforeEach
  void open() {
    media = new SampleMedia(dir.resolve("store"));
  }

  @AfterEach
  void close() {
    media.close();
  }

  private static Derivation installation(Derivation closure, String more) {
    return SampleMedia.medium("installation", closure, more);
  }

  @Test
  void itNamesTheItemsAndTheLoader() throws IOException {
    Derivation closure = media.closure();
    Path built = media.build(installation(closure, ""));
    assertEquals(closure.path() + "\n", Files.readString(built.resolve("closure")));
    List<String> items = Files.readAllLines(built.resolve("items"));
    assertEquals(
        List.of(line(media.runtime().path().basename()), line(closure.path().basename())), items);
    assertEquals(
        "frx/store/" + closure.path().basename() + "/boot/loader.efi\n",
        Files.readString(built.resolve("loader")));
    long least = Long.parseLong(Files.readString(built.resolve("least-root-size")).strip());
    assertTrue(least > 64 << 20 && least < 128 << 20, "room to start in: " + least);
  }

  /** An item, and where the new root has its manifest. */
  private static String line(String item) {
    return item + " frx/var/fruix/manifests/" + item + ".mtree";
  }

  @Test
  void theRootIsWholeButForTheItems() throws IOException {
    Derivation closure = media.closure();
    Path built = media.build(installation(closure, "(root-size 100663296)"));
    Path root = built.resolve("root");
    assertEquals(
        closure.path().toString(),
        Files.readSymbolicLink(root.resolve("run/current-system")).toString());
    assertEquals("wheel:*:0:\n", Files.readString(root.resolve("etc/group")));
    String registration = "frx/var/fruix/items/" + closure.path().basename();
    assertTrue(Files.readString(root.resolve(registration)).contains(closure.path().toString()));
    try (var items = Files.list(root.resolve("frx/store"))) {
      assertEquals(List.of(), items.toList());
    }
    Manifest manifest =
        ManifestReader.read("root.mtree", Files.readAllBytes(built.resolve("root.mtree")));
    Map<String, Entry> entries =
        manifest.entries().stream().collect(Collectors.toMap(e -> e.path().value(), e -> e));
    for (Entry entry : manifest.entries()) {
      assertTrue(
          Files.exists(entry.path().under(root), LinkOption.NOFOLLOW_LINKS), entry.path().value());
    }
    assertEquals(0640, entries.get("etc/group").attributes().mode());
    assertEquals(5, entries.get("etc/group").attributes().owner().gid());
  }

  @Test
  void sameFilesFromTwoStores() throws IOException {
    Derivation installation = installation(media.closure(), "");
    Path one = media.build(installation);
    try (SampleMedia other = new SampleMedia(dir.resolve("other"))) {
      Path two = other.build(installation);
      assertEquals(media.manifest(installation), other.manifest(installation));
      assertFalse(one.equals(two));
    }
  }

  @Test
  void refusesWhatCannotBeInstalled() {
    Derivation closure = media.closure();
    assertTrue(failure(installation(closure, "(root-size 131072)")).contains("too small by"));
    assertTrue(failure(installation(closure, "(root-size 1000)")).contains("whole sectors of 512"));
    assertTrue(failure(installation(closure, "(colour 1)")).contains("no such parameter"));
    assertTrue(
        failure(installation(media.closureWithoutLoader(), "")).contains("has no boot/loader.efi"));
  }

  private String failure(Derivation installation) {
    FruixException e = assertThrows(FruixException.class, () -> media.build(installation));
    assertEquals(4, e.exitCode().status());
    return e.getMessage();
  }
}
