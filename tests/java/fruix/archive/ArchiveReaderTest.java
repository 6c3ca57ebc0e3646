package fruix.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from an archive and what is refused; {@link CompressionTest} has the rest. */
final class ArchiveReaderTest {
  private static final String LONG = "d".repeat(120) + "/" + "f".repeat(250);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @Test
  void keepsContentsOwnersModesAndLinks() throws Exception {
    byte[] tar =
        new TarBuilder()
            .dir("./")
            .dir("./bin/")
            .file("./bin/a", "a")
            .hardlink("./bin/b", "./bin/a")
            .hardlink("c", "bin/b")
            .symlink("./l", "../../anywhere")
            .file("implied/f", "")
            .end();
    assertEquals(
        Map.of(
            "", "dir 0755 1:2",
            "bin", "dir 0755 1:2",
            "bin/a", "file 0644 1:2 1 ca978112",
            "bin/b", "hard bin/a",
            "c", "hard bin/a",
            "l", "link 0644 1:2 ../../anywhere",
            "implied/f", "file 0644 1:2 0 e3b0c442"),
        read(tar, path -> true).lines);
  }

  @Test
  void readsTheHeadersOfPaxAndGnu() throws Exception {
    byte[] tar =
        new TarBuilder()
            .pax("path", LONG)
            .file("short", "1")
            .pax("SCHILY.fflags", "schg,uarch")
            .file("flags", "2")
            .pax("uid", "4000000000")
            .file("uid", "3")
            .pax("path", "\u00c3\u00a9")
            .file("accent", "4")
            .gnuLongName("g/" + LONG)
            .file("short", "5")
            .pax("linkpath", "t".repeat(1000))
            .symlink("l", "short")
            .end();
    Map<String, String> lines = read(tar, path -> true).lines;
    assertEquals(6, lines.size());
    assertEquals("file 0644 1:2 1 6b86b273", lines.get(LONG));
    assertEquals("file 0644 1:2 schg,uarch 1 d4735e3a", lines.get("flags"));
    assertEquals("file 0644 4000000000:2 1 4e074085", lines.get("uid"));
    assertEquals("file 0644 1:2 1 4b227777", lines.get("é"));
    assertEquals("file 0644 1:2 1 ef2d127d", lines.get("g/" + LONG));
    assertEquals("link 0644 1:2 " + "t".repeat(1000), lines.get("l"));
  }

  @Test
  void readsWhatBsdtarMakesOfAMetalog() throws Exception {
    Tool.require("bsdtar");
    Files.writeString(dir.resolve("su"), "set-uid");
    StringBuilder metalog =
        new StringBuilder(
            """
            #mtree
            . type=dir uid=0 gid=0 mode=0755
            ./usr type=dir uid=0 gid=0 mode=0755
            ./usr/su type=file uid=0 gid=0 mode=04555 flags=schg contents=su
            ./tmp type=dir uid=0 gid=0 mode=01777
            ./mail type=file uid=6 gid=66000 mode=0660 flags=nodump contents=su
            """);
    metalog.append("./").append(LONG.substring(0, 120)).append(" type=dir uid=0 gid=0 mode=0755\n");
    metalog.append("./").append(LONG).append(" type=file uid=0 gid=0 mode=0444 contents=su\n");
    for (int length = 1; length < 1024; length++) {
      metalog.append("./l").append(length).append(" type=link uid=0 gid=0 mode=0755 link=");
      metalog.append("x".repeat(length)).append('\n');
    }
    Files.writeString(dir.resolve("METALOG"), metalog);
    for (String name : new String[] {"a.tar", "a.tgz", "a.txz", "a.tzst"}) {
      Tool.run(dir, "bsdtar", "-c", "-a", "-f", name, "@METALOG");
      Map<String, String> lines = read(dir.resolve(name), path -> true).lines;
      assertEquals("file 4555 0:0 schg 7 3917eb90", lines.get("usr/su"), name);
      assertEquals("file 0660 6:66000 nodump 7 3917eb90", lines.get("mail"), name);
      assertEquals("dir 1777 0:0", lines.get("tmp"), name);
      assertEquals("file 0444 0:0 7 3917eb90", lines.get(LONG), name);
      for (int length = 1; length < 1024; length++) {
        assertEquals("link 0755 0:0 " + "x".repeat(length), lines.get("l" + length), name);
      }
      assertEquals(1023 + 7, lines.size(), name);
    }
  }

  @Test
  void readsEveryFormatOfBsdtarAndGnuTar() throws Exception {
    Tool.require("bsdtar");
    Path tree = Files.createDirectories(dir.resolve("tree/sub"));
    Files.writeString(tree.resolve("a"), "a");
    Files.createLink(tree.resolve("b"), tree.resolve("a"));
    Files.createSymbolicLink(tree.resolve("l"), Path.of("a"));
    Files.write(tree.resolve("big"), new byte[100_000]);
    String[][] makers = {
      {"bsdtar", "--format=ustar", "-cf"},
      {"bsdtar", "--format=pax", "-cf"},
      {"bsdtar", "--format=gnutar", "-cf"},
      {"tar", "--format=gnu", "-cf"},
      {"tar", "--format=posix", "-cf"},
      {"tar", "--format=gnu", "-Scf"},
      {"tar", "--format=posix", "-Scf"},
      {"tar", "--format=v7", "-cf"}
    };
    for (String[] maker : makers) {
      Path out = dir.resolve("out.tar");
      Tool.run(dir, maker[0], maker[1], maker[2], out.toString(), "-C", "tree", ".");
      Map<String, String> lines = read(out, path -> true).lines;
      String of = String.join(" ", maker);
      assertEquals(6, lines.size(), of);
      String files = String.valueOf(lines.get("sub/a")) + lines.get("sub/b");
      assertTrue(files.contains(" 1 ca978112"), of + files);
      assertTrue(files.contains("hard sub/"), of + files);
      assertTrue(String.valueOf(lines.get("sub/big")).endsWith(" 100000 9192c25b"), of + lines);
      assertTrue(String.valueOf(lines.get("sub/l")).endsWith(" a"), of);
    }
  }

  @Test
  void handsOverWhatIsSelected() throws Exception {
    byte[] tar =
        new TarBuilder()
            .dir("boot")
            .file("boot/kernel", "k")
            .dir("usr")
            .file("usr/a", "a")
            .hardlink("boot/z", "usr/a")
            .hardlink("boot/b", "boot/z")
            .file("usr/c", "c")
            .hardlink("usr/d", "usr/c")
            .end();
    assertEquals(
        Map.of(
            "boot", "dir 0755 1:2",
            "boot/kernel", "file 0644 1:2 1 8254c329",
            "boot/z", "file 0644 1:2 1 ca978112",
            "boot/b", "hard boot/z"),
        read(tar, new RelativePath("boot")::contains).lines);
  }

  @Test
  void aDirectoryMayComeAgainAndItsLastAttributesCount() throws Exception {
    byte[] first = new TarBuilder().file("d/f", "").dir("d").open();
    byte[] second = new TarBuilder().pax("uid", "7").dir("d").end();
    byte[] tar = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, tar, first.length, second.length);
    assertEquals("dir 0755 7:2", read(tar, path -> true).lines.get("d"));
  }

  @Test
  void refusesPathsThatLeaveTheDestination() {
    refused(new TarBuilder().file("/etc/passwd", ""), "`/etc/passwd' has an absolute path");
    refused(
        new TarBuilder().pax("path", "/" + LONG).file("a", ""),
        "`" + LONG + "' has an absolute path");
    refused(
        new TarBuilder().gnuLongName("//" + LONG + "/").dir("a"),
        "`" + LONG + "/' has an absolute path");
    refused(
        new TarBuilder().file("a/../../b", ""),
        "`a/../../b' has a path that leads astray: "
            + "`a/../../b' has a component `..', which is not allowed");
    refused(
        new TarBuilder().pax("path", "../" + LONG).file("a", ""),
        "`../"
            + LONG
            + "' has a path that leads astray: "
            + "`../"
            + LONG
            + "' has a component `..', which is not allowed");
    refused(
        new TarBuilder().symlink("a", "/etc").file("a/b", ""),
        "`a/b' lies below the symbolic link `a'");
    refused(
        new TarBuilder().symlink("./x/a", ".").dir("x/a/").file("x/a/b", ""), "`x/a' occurs twice");
    refused(new TarBuilder().file("a", "").file("a/b", ""), "`a/b' lies below the file `a'");
    refused(
        new TarBuilder().file("a", "").hardlink("b", "a").file("b/c/d", ""),
        "`b/c/d' lies below the file `b'");
  }

  @Test
  void refusesMembersTwice() {
    refused(new TarBuilder().file("a", "1").file("a", "2"), "`a' occurs twice");
    refused(new TarBuilder().file("a", "1").symlink("./a", "b"), "`a' occurs twice");
    refused(new TarBuilder().dir("a").file("a", "1"), "`a' occurs twice");
    refused(new TarBuilder().file("a/b", "").symlink("a", "/"), "`a' is a directory elsewhere");
    refused(new TarBuilder().symlink("a", "b").dir("a"), "`a' occurs twice");
  }

  @Test
  void refusesHardLinksToAnythingButAnEarlierFile() {
    refused(
        new TarBuilder().hardlink("a", "b").file("b", ""),
        "`a' is a hard link to `b', which is not an earlier member");
    refused(
        new TarBuilder().hardlink("a", "a"),
        "`a' is a hard link to `a', which is not an earlier member");
    refused(
        new TarBuilder().symlink("l", "/etc/passwd").hardlink("a", "l"),
        "`a' is a hard link to `l', which is not a regular file");
    refused(
        new TarBuilder().dir("d").hardlink("a", "d"),
        "`a' is a hard link to `d', which is not a regular file");
    refused(
        new TarBuilder().hardlink("a", "/etc/passwd"),
        "`a' is a hard link to `/etc/passwd': has an absolute path");
    refused(
        new TarBuilder().hardlink("a", "../b"),
        "`a' is a hard link to `../b': has a path that leads astray: "
            + "`../b' has a component `..', which is not allowed");
    refused(
        new TarBuilder().file("b", "").member('1', "a", "b", new byte[] {1}),
        "`a' is a hard link with contents of its own");
  }

  @Test
  void refusesDevicesAndStrangers() {
    byte[] none = new byte[0];
    refused(new TarBuilder().member('3', "null", "", none), "`null' is a character device");
    refused(new TarBuilder().member('4', "da0", "", none), "`da0' is a block device");
    refused(new TarBuilder().member('6', "pipe", "", none), "`pipe' is a fifo");
    refused(new TarBuilder().member('Q', "q", "", none), "`q' is of the unknown type `Q'");
    refused(new TarBuilder().symlink("l", ""), "`l' is a symbolic link without a target");
    refused(new TarBuilder().file(".", ""), "`.' is the archive's root but not a directory");
    refused(
        new TarBuilder().pax("SCHILY.fflags", "schg,what").file("f", ""),
        "`f' has a bad header: unknown file flag `what'");
  }

  @Test
  void refusesNamesThatAreNotUtf8() {
    refused(new TarBuilder().file("a\u00ff", ""), "`a?' has a name that is not UTF-8");
    refused(
        new TarBuilder().pax("path", "b\u00e9").file("b", ""),
        "`b\ufffd' has a name that is not UTF-8");
    refused(new TarBuilder().symlink("l", "\u00fe"), "`l' has a name that is not UTF-8");
  }

  @Test
  void takesEveryNameThatIsUtf8() throws Exception {
    byte[] tar =
        new TarBuilder()
            .file("what?", "")
            .file("\u00c3\u00a9?", "")
            .symlink("l", "\u00f0\u009f\u0090\u00a1?")
            .pax("path", "\u00c3\u00a9?" + LONG)
            .file("x", "")
            .end();
    Map<String, String> lines = read(tar, path -> true).lines;
    assertEquals(Set.of("what?", "é?", "l", "é?" + LONG), lines.keySet());
    assertEquals("link 0644 1:2 🐡?", lines.get("l"));
  }

  @Test
  void checksAllOfTheArchiveWhateverIsSelected() {
    byte[] tar = new TarBuilder().file("good", "").file("../bad", "").end();
    assertThrows(FruixException.class, () -> read(tar, new RelativePath("good")::equals));
  }

  @Test
  void refusesEveryTruncation() throws Exception {
    byte[] tar = new TarBuilder().dir("d").file("d/f", "x".repeat(700)).symlink("l", "t").end();
    assertEquals(3, read(tar, path -> true).lines.size());
    for (int length = 0; length < tar.length; length += length % 512 < 3 ? 1 : 254) {
      byte[] part = Arrays.copyOf(tar, length);
      String message = message(part);
      assertTrue(
          message.startsWith("cannot read archive " + dir.resolve("test.tar") + ": "),
          length + ": " + message);
    }
  }

  @Test
  void refusesWhatComesAfterTheEnd() throws Exception {
    byte[] tar = new TarBuilder().file("f", "x").end();
    assertEquals(1, read(Arrays.copyOf(tar, 10_240), path -> true).lines.size());
    byte[] more = Arrays.copyOf(tar, tar.length + 20_000);
    more[more.length - 1] = 1;
    assertTrue(message(more).contains("it goes on after its end mark"), message(more));
  }

  @Test
  void refusesWhatIsNoTarArchive() {
    String text = "This is not an archive at all. ".repeat(100);
    String message = message(text.getBytes(StandardCharsets.UTF_8));
    assertTrue(message.startsWith("cannot read archive "), message);
    byte[] tar = new TarBuilder().file("file", "x").end();
    tar[3] ^= 1;
    assertTrue(message(tar).contains("header checksum does not match"), message(tar));
  }

  @Test
  void refusesEndlessHeaders() {
    TarBuilder tar = new TarBuilder();
    for (int i = 0; i < 5000; i++) {
      tar.pax("comment", "again");
    }
    String message = message(tar.file("f", "").end());
    assertTrue(message.contains("the headers of one member are larger than any"), message);
    message = message(new TarBuilder().pax("path", "x".repeat(5_000_000)).file("f", "").end());
    assertTrue(message.contains("the headers of one member are larger than any"), message);
  }

  @Test
  void saysWhichArchiveIsMissing() {
    Path gone = dir.resolve("gone.tar");
    FruixException e = assertThrows(FruixException.class, () -> read(gone, path -> true));
    assertEquals(
        "cannot read " + gone + ": no such file or directory", e.diagnostics().get(0).message());
  }

  @Test
  void letsTheSinksOwnErrorsThrough() {
    byte[] tar = new TarBuilder().file("f", "x").end();
    RecordingSink full = new RecordingSink();
    full.lines.put("f", "before");
    assertThrows(
        IOException.class, () -> new ArchiveReader(1).read(write(tar), path -> true, full));
  }

  private void refused(TarBuilder tar, String member) {
    assertEquals("archive " + dir.resolve("test.tar") + ": member " + member, message(tar.end()));
  }

  private String message(byte[] tar) {
    FruixException e = assertThrows(FruixException.class, () -> read(tar, path -> true));
    return e.diagnostics().get(0).message();
  }

  private RecordingSink read(byte[] tar, Predicate<RelativePath> select) throws IOException {
    return read(write(tar), select);
  }

  private Path write(byte[] tar) throws IOException {
    return Files.write(dir.resolve("test.tar"), tar);
  }

  private static RecordingSink read(Path archive, Predicate<RelativePath> select)
      throws IOException {
    RecordingSink sink = new RecordingSink();
    new ArchiveReader(2).read(archive, select, sink);
    return sink;
  }
}
