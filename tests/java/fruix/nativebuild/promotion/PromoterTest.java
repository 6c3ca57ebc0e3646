package fruix.nativebuild.promotion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.build.Builders;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.EventSink;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Owner;
import fruix.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that are promoted, and results that are not. */
final class PromoterTest {
  @TempDir Path directory;

  private Store store;
  private ResultFixture result;

  @BeforeEach
  void open() throws IOException {
    store =
        Store.open(
            directory.resolve("root"), false, InstantSource.fixed(Instant.EPOCH), EventSink.SILENT);
    Files.createDirectory(directory.resolve("result"));
    result = ResultFixture.whole(directory.resolve("result"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Promoter.Promoted promote(Path root) {
    Realiser realiser =
        new Realiser(store, Builders.standard(Map.of()), EventSink.SILENT, RealiserOptions.of(1));
    return new Promoter(store, realiser).promote(root);
  }

  private Promoter.Promoted promote() throws IOException {
    return promote(result.write());
  }

  /** Promotes what lies there, which must be refused, leaving nothing, for each of WHY. */
  private void refused(String... why) {
    FruixException e = assertThrows(FruixException.class, () -> promote(result.root));
    List<String> messages = e.diagnostics().stream().map(d -> d.message()).toList();
    for (String reason : why) {
      assertTrue(messages.stream().anyMatch(m -> m.contains(reason)), reason + " in " + messages);
    }
    assertEquals(ExitCode.FAILED, e.exitCode());
    assertEquals(List.of(), store.items());
  }

  private void refusedWhenWritten(String... why) throws IOException {
    result.write();
    refused(why);
  }

  private void refusedWith(String old, String replacement, String why) throws IOException {
    result.write();
    String text = result.promotion();
    assertTrue(text.contains(old), old);
    result.promotion(text.replace(old, replacement));
    refused(why);
  }

  @Test
  void everyArtifactBecomesAnItemOfItsContent() throws IOException {
    Promoter.Promoted promoted = promote();
    assertEquals(
        List.of(
            "fruix-native-world",
            "fruix-native-kernel",
            "fruix-native-headers",
            "fruix-native-bootloader"),
        promoted.result().items().stream().map(item -> item.path().name()).toList());
    for (PromotedResult.Item item : promoted.result().items()) {
      assertEquals(
          item.artifact().signature(), store.registration(item.path()).contentHash(), "item");
    }
    Entry init =
        store.manifest(promoted.result().item(ArtifactKind.WORLD).orElseThrow()).entries().stream()
            .filter(entry -> entry.path().equals(new RelativePath("sbin/init")))
            .findFirst()
            .orElseThrow();
    assertEquals(new Attributes(0500, Owner.ROOT, "schg"), init.attributes());
  }

  @Test
  void bundleRefersToItsArtifactsAndTellsOfTheRun() throws IOException {
    Promoter.Promoted promoted = promote();
    assertEquals(
        promoted.result().items().stream().map(PromotedResult.Item::path).sorted().toList(),
        store.registration(promoted.bundle()).references().stream().sorted().toList());
    PromotedResult read = PromotedResult.read(store, promoted.bundle());
    assertEquals(promoted.result(), read);
    assertEquals("builder", read.build().guestHostName().orElseThrow());
    assertEquals(ResultFixture.CLOSURE, read.build().closure().orElseThrow().toString());
    assertEquals(ResultFixture.SOURCE, read.build().sourceStore().toString());
    assertEquals(List.of("WITHOUT_TESTS=yes"), read.build().policy().makeFlags());
    assertEquals(
        promoted.result().item(ArtifactKind.KERNEL).orElseThrow().toString(),
        Files.readSymbolicLink(store.physical(promoted.bundle()).resolve("kernel")).toString());
  }

  @Test
  void sameResultHasTheSamePaths() throws IOException {
    Promoter.Promoted first = promote();
    assertEquals(first, promote());
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    ResultFixture other = ResultFixture.whole(elsewhere);
    assertEquals(first, promote(other.write()));
    other.runId = "another";
    Promoter.Promoted again = promote(other.write());
    assertNotEquals(first.bundle(), again.bundle());
    assertEquals(first.result().items(), again.result().items());
  }

  @Test
  void rootMayBeReachedByALink() throws IOException {
    result.write();
    Path latest = directory.resolve("latest");
    Files.createSymbolicLink(latest, Path.of("result"));
    assertEquals(promote(result.root), promote(latest));
  }

  @Test
  void kernelAloneIsAResult() throws IOException {
    ResultFixture kernel = new ResultFixture(Files.createDirectory(directory.resolve("k")));
    kernel
        .tree("kernel")
        .directory("boot", "0755")
        .directory("boot/kernel", "0755")
        .file("boot/kernel/kernel", "0555", "kernel\n")
        .required("boot/kernel/kernel");
    PromotedResult promoted = promote(kernel.write()).result();
    assertEquals(1, promoted.items().size());
    assertTrue(promoted.item(ArtifactKind.WORLD).isEmpty());
  }

  @Test
  void ownersOfTheTreesOwnAccountsAndHardLinksAreKept() throws IOException {
    ResultFixture.Tree world = result.tree("world");
    world
        .file("etc/group", "0644", "wheel:*:0:\nbuilders:*:4711:\n")
        .metalog("./bin/x type=file uname=nobody gname=builders mode=04555");
    Files.createLink(world.files.resolve("bin/x"), world.files.resolve("bin/sh"));
    String digest = Sha256.ofUtf8("sh\n").hex();
    for (String name : List.of("sh", "x")) {
      world.line(
          "bin/" + name,
          "type=file uid=0 gid=0 mode=0555 size=3 sha256digest="
              + digest
              + " nlink=2 tags=hardlink-1");
    }
    world
        .directory("home", "0755")
        .metalog("./home type=dir uname=nobody gname=builders mode=0700")
        .line("home", "type=dir uid=65534 gid=4711 mode=0700");
    Promoter.Promoted promoted = promote();
    assertEquals(4, promoted.result().items().size());
  }

  @Test
  void unfinishedBuildIsRefused() {
    refused("there is no promotion.scm");
  }

  @Test
  void missingFileIsRefused() throws IOException {
    Files.delete(result.tree("kernel").files.resolve("boot/kernel/kernel"));
    refusedWhenWritten(
        "`boot/kernel/kernel' of the artifact `kernel' is missing: its METALOG lists it",
        "`boot/kernel/kernel' of the artifact `kernel' is missing: it is required");
  }

  @Test
  void changedFileIsRefused() throws IOException {
    result.write();
    Files.writeString(result.tree("world").files.resolve("bin/sh"), "ha\n");
    refused("`bin/sh' of the artifact `world' is not what its manifest says: sha256");
  }

  @Test
  void changedFileWithItsOwnManifestIsRefused() throws IOException {
    result.write();
    String promotion = result.promotion();
    result.tree("world").file("bin/sh", "0555", "ha\n");
    result.write();
    result.promotion(promotion);
    refused("the manifest of the artifact `world' has the SHA-256");
  }

  @Test
  void changedModeIsRefused() throws IOException {
    result.tree("world").metalog("./bin/sh type=file uname=root gname=wheel mode=04555 size=3");
    refusedWhenWritten("is not what its manifest says: mode 0555 -> 4555");
  }

  @Test
  void unlistedFileIsRefused() throws IOException {
    Files.writeString(result.tree("world").files.resolve("etc/extra"), "x");
    refusedWhenWritten("`etc/extra' of the artifact `world' is not in its METALOG");
  }

  @Test
  void linkInThePlaceOfAFileIsRefused() throws IOException {
    Path shell = result.tree("world").files.resolve("bin/sh");
    Files.delete(shell);
    Files.createSymbolicLink(shell, Path.of("/etc/passwd"));
    refusedWhenWritten("`bin/sh' of the artifact `world' is not what its METALOG says");
  }

  @Test
  void otherTargetOfALinkIsRefused() throws IOException {
    Path link = result.tree("world").files.resolve("sbin/sh");
    Files.delete(link);
    Files.createSymbolicLink(link, Path.of("../bin/csh"));
    refusedWhenWritten("`sbin/sh' of the artifact `world' is not what its METALOG says");
  }

  @Test
  void climbingLinkIsRefused() throws IOException {
    result.tree("world").link("sbin/up", "../../other");
    refusedWhenWritten("`sbin/up' of the artifact `world' is a link that leads out of it");
  }

  @Test
  void whatBelongsToAnotherArtifactIsRefused() throws IOException {
    result.tree("world").directory("usr", "0755").directory("usr/include", "0755");
    result.tree("world").link("usr/include/x.h", "/x");
    result.tree("kernel").directory("bin", "0755").link("bin/x", "/x");
    result.tree("bootloader").directory("boot/kernel", "0755");
    result.tree("bootloader").link("boot/kernel/x", "/x");
    result.tree("headers").link("usr/x", "/x");
    refusedWhenWritten(
        "`usr/include/x.h' of the artifact `world' belongs to another artifact",
        "`bin/x' of the artifact `kernel' belongs to another artifact",
        "`boot/kernel/x' of the artifact `bootloader' belongs to another artifact",
        "`usr/x' of the artifact `headers' belongs to another artifact");
  }

  @Test
  void absoluteLinkIsTheSystemsOwn() throws IOException {
    result.tree("world").link("etc/termcap", "/usr/share/misc/termcap");
    assertEquals(4, promote().result().items().size());
  }

  @Test
  void pathsThatEscapeAreRefused() throws IOException {
    refusedWith("artifacts/kernel", "artifacts/../../kernel", "`..', which is not allowed");
    refusedWith("artifacts/kernel", "/etc", "which is not allowed");
    refusedWith("artifacts/kernel", "artifacts/world", "lies in artifacts/kernel, not in");
    refusedWith("\"boot/loader.efi\"", "\"../boot/loader.efi\"", "which is not allowed");
    refusedWith("\"boot/loader.efi\"", "\"/boot/loader.efi\"", "which is not allowed");
  }

  @Test
  void metalogThatEscapesIsRefused() throws IOException {
    result.tree("world").metalog("./../x type=file mode=0444");
    refusedWhenWritten("`..', which is not allowed");
  }

  @Test
  void linkOnTheWayIsRefused() throws IOException {
    result.write();
    Path artifacts = result.root.resolve("artifacts");
    Path moved = directory.resolve("moved");
    Files.move(artifacts, moved);
    Files.createSymbolicLink(artifacts, moved);
    refused("`artifacts' is a symbolic link, not a directory");
  }

  @Test
  void linkAsTreeIsRefused() throws IOException {
    result.write();
    Path tree = result.tree("kernel").files;
    Path moved = directory.resolve("moved");
    Files.move(tree, moved);
    Files.createSymbolicLink(tree, moved);
    refused("`artifacts/kernel/tree' is a symbolic link, not a directory");
  }

  @Test
  void linkAsDescriptionIsRefused() throws IOException {
    result.write();
    Path promotion = result.root.resolve("promotion.scm");
    Path moved = directory.resolve("moved.scm");
    Files.move(promotion, moved);
    Files.createSymbolicLink(promotion, moved);
    refused("is a symbolic link");
  }

  @Test
  void accountsBehindALinkAreNotRead() throws IOException {
    Path etc = Files.createDirectory(directory.resolve("etc"));
    Files.writeString(etc.resolve("group"), "stolen:*:99:\n");
    ResultFixture.Tree headers = result.tree("headers");
    headers.link("etc", etc.toString()).metalog("./usr type=dir gname=stolen mode=0755");
    refusedWhenWritten("belongs to the unknown group `stolen'");
  }

  @Test
  void whatIsNotNamedIsRefused() throws IOException {
    result.write();
    Files.writeString(result.root.resolve("junk"), "");
    Files.createDirectory(result.root.resolve("artifacts/toolchain"));
    Files.writeString(result.tree("world").place.resolve("METALOG.orig"), "");
    refused(
        "`junk' does not belong",
        "`artifacts/toolchain' is none of the artifacts",
        "`artifacts/world/METALOG.orig' does not belong");
  }

  @Test
  void logsAreLeft() throws IOException {
    Path logs = Files.createDirectory(result.root.resolve("logs"));
    Files.writeString(logs.resolve("world.log"), "make\n");
    Promoter.Promoted promoted = promote();
    assertEquals(4, promoted.result().items().size());
    Files.createSymbolicLink(logs.resolve("link"), Path.of("/etc/passwd"));
    FruixException e = assertThrows(FruixException.class, () -> promote(result.root));
    assertTrue(e.getMessage().contains("`logs/link' is a symbolic link"), e.getMessage());
  }

  @Test
  void partThatIsMissingIsRefused() throws IOException {
    result.write();
    Files.delete(result.tree("world").place.resolve("METALOG"));
    refused("`artifacts/world/METALOG' is missing");
  }

  @Test
  void unknownVersionIsRefusedAsSuch() throws IOException {
    result.version = "2";
    result.more = "(something new)";
    refusedWhenWritten("version 2 of this format is not known here");
  }

  @Test
  void wrongDescriptionsAreRefused() throws IOException {
    refusedWith("(run-id ", "(run-id \"a\") (run-id ", "more than once");
    refusedWith("(run-id ", "(walk-id ", "no field `walk-id'");
    refusedWith("\"20260102T030405Z-711\"", "\"a/../b\"", "run id");
    refusedWith("(kind self-hosted)", "(kind cloud)", "no executor of kind `cloud'");
    refusedWith("(kind kernel)", "(kind rescue)", "no artifact `rescue'");
    refusedWith("(kind kernel)", "(kind world)", "lies in artifacts/world");
    refusedWith(ResultFixture.SOURCE, "/usr/src", "`source-store' is no store path");
    refusedWith("(required-files \"boot/kernel/kernel\")", "(required-files)", "lack boot/kernel");
    refusedWith("(properties)", "(properties (\"host\" \"h\"))", "no property `host'");
    refusedWith("(format-version 1)", "", "there is no (format-version N)");
    refusedWith("fruix-native-build-promotion", "fruix-other", "expected, not `fruix-other'");
    refusedWith("; by hand\n(", "; by hand\n", "unexpected `)'");
  }

  @Test
  void manifestThatIsNotCanonicalIsRefused() throws IOException {
    result.write();
    Path manifest = result.tree("world").place.resolve("manifest.mtree");
    Files.writeString(manifest, Files.readString(manifest).replace("mode=0555", "mode=555"));
    refused("not in canonical form");
  }

  @Test
  void everyFaultIsTold() throws IOException {
    result.write();
    for (int i = 0; i < 30; i++) {
      Files.writeString(result.tree("world").files.resolve("etc/extra" + i), "x");
    }
    refused("etc/extra0", "and 40 more");
  }

  @Test
  void artifactIsNoBundle() throws IOException {
    Promoter.Promoted promoted = promote();
    FruixException e =
        assertThrows(
            FruixException.class,
            () ->
                PromotedResult.read(
                    store, promoted.result().item(ArtifactKind.KERNEL).orElseThrow()));
    assertTrue(e.getMessage().contains("is not the result of a native build"), e.getMessage());
  }
}
