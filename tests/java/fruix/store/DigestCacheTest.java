package fruix.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.hash.Sha256;
import fruix.io.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DigestCacheTest {
  private static final long SECOND = 1_000_000_000L;
  private static final long LOOK = 100 * SECOND;
  private static final Sha256 DIGEST = Sha256.ofUtf8("x");

  private static final Path TREE = Path.of("/usr/src");

  private Path file;
  private Path draft;

  @BeforeEach
  void place(@TempDir Path directory) {
    file = directory.resolve("cache");
    draft = directory.resolve("draft");
  }

  private static HostFile host(long inode, long size, long mtime, long ctime) {
    return new HostFile(HostFile.Kind.REGULAR, 0644, 3, inode, 1, 0, 0, size, mtime, ctime);
  }

  private static HostFile old(long inode) {
    return host(inode, inode % 7, 5 * SECOND, 6 * SECOND);
  }

  private DigestCache load() {
    return DigestCache.load(file, LOOK);
  }

  private void learn(HostFile... files) throws IOException {
    DigestCache cache = load();
    for (HostFile known : files) {
      cache.learn(known, Sha256.ofUtf8("of " + known.inode()));
    }
    cache.save(TREE, file, draft);
  }

  @Test
  void remembersManyFiles() throws IOException {
    Random random = new Random(1);
    HostFile[] files = random.longs(1000).mapToObj(DigestCacheTest::old).toArray(HostFile[]::new);
    learn(files);
    DigestCache cache = load();
    for (HostFile known : files) {
      assertEquals(Sha256.ofUtf8("of " + known.inode()), cache.find(known));
    }
    assertNull(cache.find(old(12)));
  }

  @Test
  void anyChangeOfTheInodeIsNoticed() throws IOException {
    learn(host(1, 10, SECOND, SECOND));
    DigestCache cache = load();
    assertEquals(Sha256.ofUtf8("of 1"), cache.find(host(1, 10, SECOND, SECOND)));
    assertNull(cache.find(host(2, 10, SECOND, SECOND)));
    assertNull(cache.find(host(1, 11, SECOND, SECOND)));
    assertNull(cache.find(host(1, 10, SECOND + 1, SECOND)));
    assertNull(cache.find(host(1, 10, SECOND, SECOND + 1)));
  }

  @Test
  void aFileThatChangedJustNowIsNotRemembered() throws IOException {
    learn(
        host(1, 1, LOOK - SECOND, SECOND),
        host(2, 1, SECOND, LOOK - SECOND),
        host(3, 1, LOOK + SECOND, SECOND),
        host(4, 1, LOOK - 3 * SECOND, SECOND));
    DigestCache cache = load();
    assertNull(cache.find(host(1, 1, LOOK - SECOND, SECOND)));
    assertNull(cache.find(host(2, 1, SECOND, LOOK - SECOND)));
    assertNull(cache.find(host(3, 1, LOOK + SECOND, SECOND)));
    assertEquals(Sha256.ofUtf8("of 4"), cache.find(host(4, 1, LOOK - 3 * SECOND, SECOND)));
  }

  @Test
  void whatIsStillOfUseStaysAndTheRestGoes() throws IOException {
    learn(old(1), old(2));
    DigestCache cache = load();
    cache.find(old(1));
    cache.learn(old(3), DIGEST);
    cache.save(TREE, file, draft);
    assertEquals(Sha256.ofUtf8("of 1"), load().find(old(1)));
    assertNull(load().find(old(2)));
    assertEquals(DIGEST, load().find(old(3)));
  }

  @Test
  void whatIsLearnedAnewReplacesWhatWasOfUse() throws IOException {
    learn(old(1), old(2));
    long size = Files.size(file);
    DigestCache cache = load();
    cache.find(old(1));
    cache.find(old(2));
    cache.learn(old(1), DIGEST);
    cache.save(TREE, file, draft);
    assertEquals(DIGEST, load().find(old(1)));
    assertEquals(size, Files.size(file));
  }

  @Test
  void anyDamageEmptiesItAndItIsWrittenAnew() throws IOException {
    learn(old(1));
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 1;
      Files.write(file, bad);
      assertTrue(load().isEmpty(), "byte " + i);
    }
    for (int length = 0; length < good.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(good, length));
      assertTrue(load().isEmpty(), "length " + length);
    }
    learn(old(1));
    assertEquals(Sha256.ofUtf8("of 1"), load().find(old(1)));
  }
}
