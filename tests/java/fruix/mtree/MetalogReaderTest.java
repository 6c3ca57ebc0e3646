package fruix.mtree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fruix.diag.FruixException;
import fruix.io.RelativePath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MetalogReaderTest {
  private final MetalogReader reader = new MetalogReader(UserTable.wellKnown());

  @Test
  void readsWhatInstallWrites() {
    Metalog log =
        reader.parse(
            "METALOG",
            """
            #mtree
            ./usr/bin/su type=file uname=root gname=wheel mode=04555 size=20 flags=schg \
            tags=package=runtime
            ./bin type=dir uname=root gname=wheel mode=0755
            ./usr/bin/old type=file uname=root gname=wheel mode=0444 size=1
            ./lib/l type=link uname=root gname=wheel mode=0755 link=a\\040b tags=package=clibs,dev
            ./var/mail type=dir uname=root gname=mail mode=0775
            ./usr/bin/old type=file uname=bin gname=_dhcp mode=0555 size=2
            ./usr/share/a\\040b\\043 type=file mode=0 uname=nobody gname=nogroup
            """);
    assertEquals(
        List.of("bin", "lib/l", "usr/bin/old", "usr/bin/su", "usr/share/a b#", "var/mail"),
        log.items().keySet().stream().map(RelativePath::value).sorted().toList());
    assertEquals(new Attributes(04555, Owner.ROOT, "schg"), item(log, "usr/bin/su").attributes());
    assertEquals("runtime", item(log, "usr/bin/su").packageName());
    assertEquals(new Attributes(0555, new Owner(3, 65), ""), item(log, "usr/bin/old").attributes());
    assertEquals(2, item(log, "usr/bin/old").size());
    assertEquals("a b", item(log, "lib/l").target());
    assertEquals(List.of("package=clibs", "dev"), item(log, "lib/l").tags());
    assertEquals("utilities", item(log, "bin").packageName());
    assertEquals(new Owner(0, 6), item(log, "var/mail").attributes().owner());
    assertEquals(
        new Attributes(0, new Owner(65534, 65533), ""), item(log, "usr/share/a b#").attributes());
  }

  @Test
  void readsRelativeNamesSetAndContinuedLines() {
    Metalog log =
        reader.parse(
            "BSD.root.dist",
            """
            /set type=dir uname=root gname=wheel mode=0755
            .
                bin
                ..
                etc             flags=schg \\
                                mode=0700
                    /set type=file mode=0644 gid=7
                    motd        size=3
                    /unset gid
                    sub         type=dir mode=0755
                        deep    mode=0600
                    ..
                    late
                ..
                tmp             type=dir mode=01777
                ..
            ..
            """);
    assertEquals(
        List.of("", "bin", "etc", "etc/late", "etc/motd", "etc/sub", "etc/sub/deep", "tmp"),
        log.items().keySet().stream().map(RelativePath::value).sorted().toList());
    assertEquals(new Attributes(0700, Owner.ROOT, "schg"), item(log, "etc").attributes());
    assertEquals(new Owner(0, 7), item(log, "etc/motd").attributes().owner());
    assertEquals(Owner.ROOT, item(log, "etc/sub/deep").attributes().owner());
    assertEquals(01777, item(log, "tmp").attributes().mode());
  }

  @Test
  void namesEveryBadLine() {
    assertEquals(
        List.of(
            "M:1: `a' belongs to the unknown user `nemo'",
            "M:2: `b' belongs to the unknown group `nogrp'",
            "M:3: `c' has no type=",
            "M:4: `d' has no mode=",
            "M:5: `e' is of type `char', which a tree of Fruix cannot hold",
            "M:6: `../f' has a component `..', which is not allowed",
            "M:7: `/g' is not a path below the root",
            "M:8: `h' has the mode `u+s'",
            "M:9: unknown file flag `snapshop'",
            "M:10: `i\\9' has a bad escape",
            "M:11: `k' is a link without link=",
            "M:12: `l' lies in no directory",
            "M:13: `..' leaves the tree",
            "M:14: `./\\377' is not UTF-8"),
        diagnostics(
            """
            ./a type=dir mode=0755 uname=nemo
            ./b type=dir mode=0755 gname=nogrp
            ./c mode=0755
            ./d type=dir
            ./e type=char mode=0600
            ../f type=dir mode=0755
            /g type=dir mode=0755
            ./h type=dir mode=u+s
            ./h type=dir mode=0755 flags=schg,snapshop
            i\\9 type=dir mode=0755
            ./k type=link
            l type=dir mode=0755
            ..
            ./\\377 type=dir mode=0755
            """));
  }

  @Test
  void takesNumbersOfTheirBaseAndLengthAlone() {
    assertEquals(
        List.of(
            "M:1: `a' has the mode `0789'",
            "M:2: `b' has the mode `0000755'",
            "M:3: `c' has the user id `-1'",
            "M:4: `d' has the group id `12345678901'",
            "M:5: `e' has the size `1e3'",
            "M:6: `f' has the size `'",
            "M:7: `g' has the mode `\u0661'"),
        diagnostics(
            """
            ./a type=file mode=0789
            ./b type=file mode=0000755
            ./c type=file mode=0755 uid=-1
            ./d type=file mode=0755 gid=12345678901
            ./e type=file mode=0755 size=1e3
            ./f type=file mode=0755 size=
            ./g type=file mode=\u0661
            """));
    Metalog log = reader.parse("M", " \t./a\t type=file \tuid=4294967294 mode=4555 size=0\r\n\f\n");
    assertEquals(new Attributes(04555, new Owner(4294967294L, 0), ""), item(log, "a").attributes());
    assertEquals(0, item(log, "a").size());
  }

  @Test
  void joinsContinuedLines() {
    String[] lines = new String[50_000];
    Arrays.fill(lines, "\\");
    lines[0] = "./a type=file \\";
    lines[lines.length - 1] = "mode=0444 link=x\\\\";
    Metalog log = reader.parse("M", String.join("\n", lines) + "\n./b type=dir mode=0755\n");
    assertEquals(0444, item(log, "a").attributes().mode());
    assertEquals(0755, item(log, "b").attributes().mode());
  }

  @Test
  void undoesEveryEscapeOfVis() {
    assertEquals(
        " \t\n\\#\u001b\u0001\u007fé", Unvis.decode("\\s\\t\\n\\\\\\#\\E\\^A\\^?\\303\\251"));
    assertEquals("é", Unvis.decode("\\M-C\\M-)"));
    assertThrows(IllegalArgumentException.class, () -> Unvis.decode("a\\"));
    assertThrows(IllegalArgumentException.class, () -> Unvis.decode("\\777"));
  }

  @Test
  void takesIdsFromTheTreesOwnFiles(@TempDir Path etc) throws Exception {
    Files.writeString(etc.resolve("master.passwd"), "# c\nops:*:1500:1::0:0::/:\n+:::::::::\n");
    Files.writeString(etc.resolve("group"), "wheel:*:0:root\nops:*:1600:\n");
    UserTable table = UserTable.ofEtc(etc);
    assertEquals(1500, table.uid("ops").orElseThrow());
    assertEquals(1600, table.gid("ops").orElseThrow());
    assertEquals(845, table.uid("hast").orElseThrow());
    assertEquals(65533, table.gid("nogroup").orElseThrow());
    assertEquals(true, table.uid("nemo").isEmpty());
    Files.writeString(etc.resolve("group"), "wheel:*:0:root\nbad:*::\n");
    FruixException e = assertThrows(FruixException.class, () -> UserTable.ofEtc(etc));
    assertEquals(
        etc.resolve("group") + ":2: no numeric id in the third field",
        e.diagnostics().get(0).message());
  }

  @Test
  void givesEveryFlagItsShortName() {
    assertEquals("", FileFlags.canonical("none"));
    assertEquals("", FileFlags.canonical("noschg,dump"));
    assertEquals("nodump,schg,uarch", FileFlags.canonical("uarch,simmutable,schange,nodump"));
    assertThrows(IllegalArgumentException.class, () -> FileFlags.canonical("schg,bogus"));
  }

  private List<String> diagnostics(String text) {
    FruixException e = assertThrows(FruixException.class, () -> reader.parse("M", text));
    return e.diagnostics().stream().map(d -> d.location() + ": " + d.message()).toList();
  }

  private static Metalog.Item item(Metalog log, String path) {
    Metalog.Item item = log.items().get(new RelativePath(path));
    if (item == null) {
      throw new AssertionError(path + " is missing");
    }
    return item;
  }
}
