package fruix.store;

import static fruix.store.StoreFixture.bytes;
import static fruix.store.StoreFixture.path;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.hash.Sha256;
import fruix.io.HostWalk;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifierTest {
  private static final ItemFiller FILLER =
      out -> {
        out.file(path("bin/su"), new Attributes(04555, Attributes.FILE.owner(), ""), bytes("su"));
        out.file(path("etc/motd"), Attributes.FILE, bytes("hello\n"));
        out.hardlink(path("etc/motd2"), path("etc/motd"));
        out.symlink(path("sbin"), Attributes.SYMLINK, "bin");
        out.symlink(path("odd"), Attributes.SYMLINK, "bin//su/");
      };

  private StoreFixture fixture;
  private StorePath item;
  private Path place;

  @BeforeEach
  void open(@TempDir Path root) {
    fixture = new StoreFixture(root);
    item = fixture.realise("item", List.of(), FILLER).path();
    place = fixture.store.physical(item);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private List<String> problems() {
    return new Verifier(fixture.store).verify(item).stream().map(Problem::what).toList();
  }

  private void allowWriting(String directory) throws IOException {
    Files.setPosixFilePermissions(
        place.resolve(directory), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aSoundItemHasNoProblems() {
    assertEquals(List.of(), problems());
  }

  @Test
  void aFlippedByteIsFoundAndRepaired() throws IOException {
    StoreFixture.tamper(place.resolve("bin/su"), bytes("sv"));
    assertEquals(List.of("bin/su: its contents changed"), problems());
    Repairer repairer = new Repairer(fixture.store);
    RepairReport report = repairer.repair(List.of(item), registration -> Optional.of(FILLER));
    assertEquals(List.of(item), report.repaired());
    assertEquals(List.of(), report.failures());
    assertEquals(List.of(), problems());
    assertArrayEquals(bytes("su"), Files.readAllBytes(place.resolve("bin/su")));
    assertEquals(List.of(item.basename()), fixture.names());
  }

  @Test
  void whatCannotBeMadeAgainIsSaid() throws IOException {
    StoreFixture.tamper(place.resolve("bin/su"), bytes("sv"));
    Repairer repairer = new Repairer(fixture.store);
    RepairReport none = repairer.repair(List.of(item), registration -> Optional.empty());
    assertEquals(
        List.of(new Problem(item, "nothing in the store tells how to make it again")),
        none.failures());
    RepairReport other =
        repairer.repair(
            List.of(item),
            registration -> Optional.of(out -> out.file(path("x"), Attributes.FILE, bytes("y"))));
    assertEquals(1, other.failures().size());
    assertEquals(List.of("bin/su: its contents changed"), problems());
    assertEquals(List.of(item.basename()), fixture.names());
  }

  @Test
  void eachKindOfDamageIsReported() throws IOException {
    allowWriting("");
    allowWriting("bin");
    allowWriting("etc");
    Files.delete(place.resolve("sbin"));
    Files.createSymbolicLink(place.resolve("sbin"), Path.of("etc"));
    Files.delete(place.resolve("odd"));
    Files.writeString(place.resolve("etc/extra"), "x");
    Files.copy(place.resolve("etc/motd"), fixture.root.resolve("copy"));
    Files.delete(place.resolve("etc/motd2"));
    Files.copy(fixture.root.resolve("copy"), place.resolve("etc/motd2"));
    Files.setPosixFilePermissions(
        place.resolve("etc/motd2"), PosixFilePermissions.fromString("r--r--r--"));
    StoreFixture.tamper(place.resolve("bin/su"), bytes("longer"));
    assertEquals(
        List.of(
            ".: its mode is 0755, not 0555",
            "bin/su: it has 6 bytes instead of 2",
            "bin: its mode is 0755, not 0555",
            "etc/extra: it does not belong there",
            "etc/motd2: it is no longer a hard link",
            "etc/motd: it is no longer a hard link",
            "etc: its mode is 0755, not 0555",
            "odd: it is missing",
            "sbin: it points to etc, not bin"),
        problems());
  }

  @Test
  void damagedStateIsReported() throws IOException {
    Path manifest = fixture.state("manifests/" + item.basename() + ".mtree");
    String text = Files.readString(manifest);
    Files.writeString(manifest, text.replace("mode=0555", "mode=0755"));
    assertEquals(List.of("its manifest does not have the registered content hash"), problems());
    Files.writeString(manifest, text);
    assertEquals(List.of(), problems());
    Path registration = fixture.state("items/" + item.basename());
    String keys = Files.readString(registration);
    StorePath gone = StoreFixture.pathOf("gone");
    Files.writeString(registration, keys.replace("References:", "References: " + gone));
    assertEquals(List.of("it refers to " + gone + ", which is not a valid store item"), problems());
    Files.writeString(registration, keys.substring(0, 100));
    assertEquals(1, problems().size());
  }

  @Test
  void flagsAreComparedWhereTheHostHasThem(@TempDir Path place) throws Exception {
    Path tree = Files.createDirectory(place.resolve("tree"));
    Map<String, String> wanted =
        Map.of("kept", "schg", "lost", "schg", "plain", "", "added", "", "archived", "nodump");
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, String> file : wanted.entrySet()) {
      Files.writeString(tree.resolve(file.getKey()), "x");
      Files.setPosixFilePermissions(
          tree.resolve(file.getKey()), PosixFilePermissions.fromString("r--r--r--"));
      entries.add(
          new Entry.File(
              path(file.getKey()),
              new Attributes(0444, Attributes.FILE.owner(), file.getValue()),
              1,
              Sha256.ofUtf8("x"),
              0));
    }
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("r-xr-xr-x"));
    entries.add(new Entry.Directory(RelativePath.ROOT, Attributes.DIRECTORY));
    // As FreeBSD's stat(1) prints them, on ZFS.
    Path stat = place.resolve("stat");
    Files.writeString(
        stat,
        """
        #!/bin/sh
        for file; do
          case $file in
            */kept) echo schg,uarch ;;
            */added) echo uchg ;;
            */archived) echo uarch,nodump ;;
            *) echo - ;;
          esac
        done
        """);
    Files.setPosixFilePermissions(stat, PosixFilePermissions.fromString("rwxr-xr-x"));
    for (boolean flags : List.of(true, false)) {
      TreeCheck check = new TreeCheck(Manifest.of(entries), new PhysicalAttributes(false, flags));
      HostWalk.run(tree, any -> true, check);
      check.checkFlags(tree, files -> FileFlags.read(List.of(stat.toString()), files));
      assertEquals(
          flags
              ? List.of("added: its flags are uchg, not none", "lost: its flags are none, not schg")
              : List.of(),
          check.problems());
    }
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void aMissingItemIsReportedAndMadeAgain() throws IOException {
    fruix.io.Deletion.deleteTree(place);
    assertEquals(List.of("it is missing"), problems());
    fixture.realise("item", List.of(), FILLER);
    assertEquals(List.of(), problems());
    assertTrue(fixture.store.isValid(item));
  }
}
