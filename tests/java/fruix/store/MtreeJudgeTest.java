package fruix.store;

import static fruix.store.StoreFixture.bytes;
import static fruix.store.StoreFixture.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outside judge of items and manifests: the host's own {@code mtree}. */
final class MtreeJudgeTest {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/mtree"), Path.of("/usr/sbin/mtree"));

  private record Verdict(int status, String output) {}

  @BeforeAll
  static void needsMtree() {
    boolean present = PLACES.stream().anyMatch(Files::isExecutable);
    if ("required".equals(System.getenv("FRUIX_JUDGES"))) {
      assertTrue(present, "judges are required: mtree (Debian: mtree-netbsd)");
    }
    Assumptions.assumeTrue(present, "no mtree here (Debian: mtree-netbsd)");
  }

  /** What mtree says of ITEM, compared with its manifest less what matches WITHOUT. */
  private static Verdict judge(StoreFixture fixture, StorePath item, String without)
      throws IOException, InterruptedException {
    Path mtree = PLACES.stream().filter(Files::isExecutable).findFirst().orElseThrow();
    String manifest = Files.readString(fixture.state("manifests/" + item.basename() + ".mtree"));
    Path specification = fixture.root.resolve("specification");
    Files.writeString(specification, manifest.replaceAll(without, ""));
    Process process =
        new ProcessBuilder(
                mtree.toString(),
                "-f",
                specification.toString(),
                "-p",
                fixture.store.physical(item).toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), output);
  }

  private static void fill(ItemWriter out, Owner owner) throws IOException {
    out.directory(path("tmp"), new Attributes(01777, owner, ""));
    out.file(path("bin/su"), new Attributes(04555, owner, ""), bytes("su"));
    out.hardlink(path("bin/su2"), path("bin/su"));
    out.file(path("o d#d*[x]\\n\u00e9\t\n\"$=@~"), Attributes.FILE, bytes("odd"));
    out.file(path("#first"), Attributes.FILE, bytes("odd"));
    out.symlink(path("l"), Attributes.SYMLINK, "bin/../o d#d*[x]\\n\u00e9 ");
    out.symlink(path("slashes"), Attributes.SYMLINK, "bin//su/");
    out.directory(path("empty/deep"), Attributes.DIRECTORY);
  }

  @Test
  void mtreeFindsAnItemAsItsManifestSays(@TempDir Path root)
      throws IOException, InterruptedException {
    try (StoreFixture fixture = new StoreFixture(root)) {
      StorePath item = fixture.realise("item", List.of(), out -> fill(out, Owner.ROOT)).path();
      // Owners and modes are not on the disk where nobody is root; all else is.
      assertEquals(new Verdict(0, ""), judge(fixture, item, " (uid|gid|mode)=[0-9]+"));
      StoreFixture.tamper(fixture.store.physical(item).resolve("bin/su"), bytes("sv"));
      Verdict verdict = judge(fixture, item, " (uid|gid|mode)=[0-9]+");
      assertNotEquals(0, verdict.status());
      assertTrue(verdict.output().contains("bin/su"), verdict.output());
    }
  }

  @Test
  void asRootMtreeFindsOwnersAndModesToo(@TempDir Path root)
      throws IOException, InterruptedException {
    boolean isRoot = Integer.valueOf(0).equals(Files.getAttribute(root, "unix:uid"));
    Assumptions.assumeTrue(isRoot, "only root can give files away");
    try (StoreFixture fixture = new StoreFixture(root, true);
        StoreFixture user = new StoreFixture(root.resolve("user"))) {
      ItemFiller filler = out -> fill(out, new Owner(123, 456));
      Registration item = fixture.realise("item", List.of(), filler);
      // Linux has no modes of symbolic links.
      assertEquals(new Verdict(0, ""), judge(fixture, item.path(), " mode=0755(?= link=)"));
      assertEquals(List.of(), new Verifier(fixture.store).verify(item.path()));
      assertEquals(item.contentHash(), user.realise("item", List.of(), filler).contentHash());
    }
  }
}
