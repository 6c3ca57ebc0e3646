package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.store.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnpackArchivesBuilderTest {
  private Workshop shop;
  private Path host;

  @BeforeEach
  void open(@TempDir Path root, @TempDir Path host) {
    this.shop = new Workshop(root);
    this.host = host;
  }

  @AfterEach
  void close() {
    shop.close();
  }

  /**
   * An archive, a line for each member: {@code PATH/ MODE}, {@code PATH MODE TEXT}, {@code PATH =>
   * EXISTING}.
   */
  private Source archive(String name, String... members) throws IOException {
    Path file = host.resolve(name);
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (String member : members) {
        String[] words = member.split(" ", 3);
        if (words[1].equals("=>")) {
          TarArchiveEntry link = new TarArchiveEntry(words[0], TarConstants.LF_LINK);
          link.setLinkName(words[2]);
          tar.putArchiveEntry(link);
        } else {
          byte[] text = (words.length > 2 ? words[2] : "").getBytes(StandardCharsets.UTF_8);
          TarArchiveEntry entry = new TarArchiveEntry(words[0]);
          entry.setMode(Integer.parseInt(words[1], 8));
          entry.setIds(0, 0);
          entry.setSize(text.length);
          tar.putArchiveEntry(entry);
          tar.write(text);
        }
        tar.closeArchiveEntry();
      }
    }
    return new Source(shop.store.addSource(name, file, Selection.ALL).path(), file, path -> true);
  }

  private static Derivation unpack(String parameters, Source... archives) {
    String text = parameters;
    for (int i = 0; i < archives.length; i++) {
      text = text.replace("$" + i, archives[i].path().toString());
    }
    return Workshop.derivation("u", "unpack-archives", text, archives);
  }

  @Test
  void laysArchivesOverEachOther() throws IOException {
    Source base =
        archive("base.tar", "./ 755", "./boot/ 700", "./bin/su 4555 su", "./bin/sudo => ./bin/su");
    Source kernel = archive("kernel.tar", "./ 711", "./boot/ 755", "./boot/kernel/kernel 555 k");
    String manifest = shop.build(unpack("(archive \"$0\") (archive \"$1\")", base, kernel));
    assertEquals(
        """
        . 0755
        ./bin 0555
        ./bin/su 04555
        ./bin/sudo 04555
        ./boot 0700
        ./boot/kernel 0555
        ./boot/kernel/kernel 0555
        """,
        manifest.replaceAll("(?m) type=.* mode=(\\d+).*$", " $1"));
    assertTrue(manifest.contains("tags=hardlink-1"), manifest);
  }

  @Test
  void rulesChooseFromEachArchive() throws IOException {
    Source base =
        archive(
            "base.tar",
            "./usr/ 711",
            "./usr/bin/ 755",
            "./usr/bin/a 555 a",
            "./usr/lib/ 755",
            "./usr/lib/l.a 444 l",
            "./var/ 755",
            "./bin/su 4555 su",
            "./usr/bin/b => ./bin/su");
    Derivation built =
        unpack("(archive \"$0\" (include \"usr\") (exclude \"**/*.a\")) (at \"x\")", base);
    String manifest = shop.build(built);
    assertEquals(
        ". ./x ./x/usr ./x/usr/bin ./x/usr/bin/a ./x/usr/bin/b ./x/usr/lib ",
        manifest.replaceAll("(?m) type=.*\n", " "));
    assertEquals("su", shop.text(built, "x/usr/bin/b"));
    assertEquals(0711, shop.entry(built, "x/usr").attributes().mode());
    String message =
        shop.failure(unpack("(archive \"$0\" (require \"usr/bin/a\" \"etc/\" \"bin/sh\"))", base))
            .getMessage();
    assertTrue(
        message.contains("unpack-archives: missing from " + base.path() + ": etc/, bin/sh"),
        message);
  }

  @Test
  void namesBothArchivesOfAConflict() throws IOException {
    Source a = archive("a.tar", "./etc/x 444 a");
    Source b = archive("b.tar", "./etc/x 444 b");
    String message = shop.failure(unpack("(archive \"$0\") (archive \"$1\")", a, b)).getMessage();
    assertTrue(message.contains("`etc/x' is in " + a.path() + " and in " + b.path()), message);
  }

  @Test
  void refusesBadArchivesAndLeavesNothing() throws IOException {
    Source escaping = archive("e.tar", "./ok 444 a", "../../evil 444 b");
    assertTrue(shop.failure(unpack("(archive \"$0\")", escaping)).getMessage().contains("evil"));
    Source whole = archive("w.tar", "./a 444 " + "x".repeat(2000));
    byte[] bytes = Files.readAllBytes(whole.host());
    Path cut = host.resolve("cut.tar");
    Files.write(cut, java.util.Arrays.copyOf(bytes, 1024));
    Source truncated =
        new Source(shop.store.addSource("cut.tar", cut, Selection.ALL).path(), cut, p -> true);
    assertTrue(
        shop.failure(unpack("(archive \"$0\")", truncated)).getMessage().contains("cut.tar"));
  }
}
