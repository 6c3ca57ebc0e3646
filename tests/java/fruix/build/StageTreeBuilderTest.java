package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.diag.FruixException;
import fruix.io.HostFile;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StageTreeBuilderTest {
  private static final PathRules ALL = PathRules.ALL;
  private static final String METALOG =
      """
      #mtree 2.0
      ./usr type=dir uname=root gname=wheel mode=0711
      ./usr/bin/su type=file uname=root gname=wheel mode=04555 flags=schg size=2
      ./usr/bin/mail type=file uname=root gname=mail mode=02555 size=2
      ./usr/l type=link uname=root gname=wheel mode=0755 link=bin/su
      """;

  private Workshop shop;
  private Path host;

  @BeforeEach
  void open(@TempDir Path root, @TempDir Path host) throws IOException {
    this.shop = new Workshop(root);
    this.host = tree(host.resolve("tree"));
  }

  @AfterEach
  void close() {
    shop.close();
  }

  private static Path tree(Path top) throws IOException {
    Files.createDirectories(top.resolve("usr/bin"));
    Files.createDirectories(top.resolve("etc"));
    for (String file : List.of("usr/bin/su", "usr/bin/mail", "etc/x")) {
      Files.writeString(top.resolve(file), "su");
      mode(top.resolve(file), "rwxr-x---");
    }
    Files.createLink(top.resolve("usr/bin/sudo"), top.resolve("usr/bin/su"));
    Files.createSymbolicLink(top.resolve("usr/l"), Path.of("bin/su"));
    mode(top.resolve("usr"), "rwx------");
    mode(top.resolve("usr/bin"), "rwxr-xr-x");
    return top;
  }

  private static void mode(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }

  private StagedTree scan(Path top, PathRules rules) {
    return HostTree.open(top, Optional.empty()).scan("pkg", rules, shop.store);
  }

  private static Derivation stage(StagedTree tree) {
    return tree.derivation("pkg", RelativePath.ROOT, Optional.empty());
  }

  private static PathRules require(String... paths) {
    return new PathRules(List.of(), List.of(paths), List.of());
  }

  @Test
  void attributesComeFromMetalog() throws IOException {
    Files.writeString(host.resolve("METALOG"), METALOG);
    Derivation built = stage(scan(host, ALL));
    String manifest = shop.build(built);
    assertEquals(
        """
        . type=dir uid=0 gid=0 mode=0555
        ./etc type=dir uid=0 gid=0 mode=0755
        ./etc/x type=file uid=0 gid=0 mode=0750
        ./usr type=dir uid=0 gid=0 mode=0711
        ./usr/bin type=dir uid=0 gid=0 mode=0755
        ./usr/bin/mail type=file uid=0 gid=6 mode=02555
        ./usr/bin/su type=file uid=0 gid=0 mode=04555 flags=schg nlink=2 tags=hardlink-1
        ./usr/bin/sudo type=file uid=0 gid=0 mode=04555 flags=schg nlink=2 tags=hardlink-1
        ./usr/l type=link uid=0 gid=0 mode=0755 link=bin/su
        """,
        manifest.replaceAll(" size=2 sha256digest=[0-9a-f]{64}", ""));
  }

  @Test
  void metalogMayLieElsewhere(@TempDir Path elsewhere) throws IOException {
    Path metalog = Files.writeString(elsewhere.resolve("m"), METALOG);
    StagedTree tree = HostTree.open(host, Optional.of(metalog)).scan("p", ALL, shop.store);
    assertTrue(shop.build(stage(tree)).contains("mode=04555 size=2"));
  }

  @Test
  void withoutMetalogTheInodesTell() throws IOException {
    Derivation built = stage(scan(host, require("usr/bin/su")));
    String manifest = shop.build(built);
    assertTrue(manifest.contains("./usr type=dir uid=0 gid=0 mode=0700\n"), manifest);
    assertTrue(manifest.contains("./usr/bin/su type=file uid=0 gid=0 mode=0750 size=2"), manifest);
    assertEquals(4, manifest.lines().count(), manifest);
  }

  @Test
  void ownersOfInodesCountInATreeOfRootOnly() throws IOException {
    assumeTrue(HostFile.of(host).uid() == 0, "needs root to give files away");
    Files.setAttribute(host.resolve("etc/x"), "unix:uid", 7);
    assertTrue(shop.build(stage(scan(host, ALL))).contains("./etc/x type=file uid=7 gid=0"));
    Files.setAttribute(host, "unix:uid", 7);
    assertTrue(shop.build(stage(scan(host, ALL))).contains("./etc/x type=file uid=0 gid=0"));
  }

  @Test
  void placeOfTheRootIsNoPartOfThePath(@TempDir Path other) throws IOException {
    Derivation here = stage(scan(host, require("usr/bin")));
    Path copy = tree(other.resolve("deep/down"));
    assertEquals(here.path(), stage(scan(copy, require("usr/bin"))).path());
    Files.writeString(copy.resolve("etc/y"), "not chosen");
    assertEquals(here.path(), stage(scan(copy, require("usr/bin"))).path());
    mode(copy.resolve("usr/bin/mail"), "rwxr-xr-x");
    assertNotEquals(here.path(), stage(scan(copy, require("usr/bin"))).path());
  }

  @Test
  void missingPathsAreNamedWithPackageAndRoot() {
    FruixException e =
        Workshop.thrown(() -> scan(host, require("usr/bin/su", "boot/kernel", "sbin/init")));
    assertEquals(3, e.exitCode().status());
    assertEquals(
        "package `pkg' needs boot/kernel, sbin/init, which are not in " + host, e.getMessage());
    FruixException none =
        Workshop.thrown(() -> HostTree.open(host.resolve("no"), Optional.empty()));
    assertEquals("there is no directory tree at " + host.resolve("no"), none.getMessage());
  }

  @Test
  void changesAfterTheScanAreNoticed() throws IOException {
    Derivation size = stage(scan(host, require("etc")));
    Files.writeString(host.resolve("etc/x"), "longer");
    assertTrue(shop.failure(size).getMessage().endsWith("etc/x changed while it was copied"));
    Derivation contents = stage(scan(host, require("etc")));
    Files.writeString(host.resolve("etc/x"), "LONGER");
    assertTrue(shop.failure(contents).getMessage().endsWith("etc/x changed while it was copied"));
    Derivation link = stage(scan(host, require("usr/l")));
    Files.delete(host.resolve("usr/l"));
    Files.createSymbolicLink(host.resolve("usr/l"), Path.of("bin/mail"));
    assertTrue(shop.failure(link).getMessage().endsWith("usr/l changed while it was copied"));
  }

  @Test
  void programsOfOtherSystemsAreRefusedByName() throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin/java");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "needs a program for Linux");
    Files.copy(java, host.resolve("usr/bin/guile"));
    StagedTree tree = scan(host, require("usr/bin"));
    FruixException e =
        shop.failure(tree.derivation("guile", new RelativePath("usr/local"), Optional.of("amd64")));
    assertTrue(
        e.getMessage().contains("usr/bin/guile is a program for another system than FreeBSD"),
        e.getMessage());
    Derivation unchecked =
        tree.derivation("guile", new RelativePath("usr/local"), Optional.empty());
    assertTrue(shop.build(unchecked).contains("./usr/local/usr/bin/guile type=file"));
  }

  @Test
  void programsForOtherMachinesAreRefusedByName() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 9}).putShort(16, (short) 2);
    header.putShort(18, (short) 183);
    Files.write(host.resolve("usr/bin/guile"), header.array());
    StagedTree tree = scan(host, require("usr/bin"));
    FruixException e =
        shop.failure(tree.derivation("guile", RelativePath.ROOT, Optional.of("amd64")));
    assertTrue(
        e.getMessage().contains("usr/bin/guile is a program for another machine than amd64"),
        e.getMessage());
    for (String arch : List.of("aarch64", "mips64")) {
      Derivation right = tree.derivation("guile", RelativePath.ROOT, Optional.of(arch));
      assertTrue(shop.build(right).contains("./usr/bin/guile type=file"));
    }
    header.putShort(18, (short) 0).put(7, (byte) 255);
    Files.write(host.resolve("usr/bin/guile"), header.array());
    Derivation compiled =
        scan(host, require("usr/bin")).derivation("guile", RelativePath.ROOT, Optional.of("amd64"));
    assertTrue(shop.build(compiled).contains("./usr/bin/guile type=file"));
  }

  @Test
  void aLinkToATreeIsThatTree() throws IOException {
    Path link = Files.createSymbolicLink(host.resolveSibling("link"), host);
    assertEquals(
        scan(host, require("usr/bin")).manifest(), scan(link, require("usr/bin")).manifest());
    assertTrue(shop.build(stage(scan(link, require("usr/bin")))).contains("./usr/bin"));
  }
}
