package fruix.archive.bdb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PasswordDatabaseTest {
  private static final List<Integer> SIZES = List.of(5, 100, 2000);

  /** SHA-256 of what FreeBSD 13.2's pwd_mkdb -i -p makes of {@link #users}. */
  private static final Map<Integer, List<String>> GOLDEN =
      Map.of(
          5,
              List.of(
                  "620346ef5717e831a45fc5fa02427d91bcb0cb76cbfd09e7c8ae4c4c4831a2ba",
                  "278968461287ee38e73fcc262c2194a6bf77d3fb2ec66c5d1f495d8dece0afc7"),
          100,
              List.of(
                  "518c5ad833cd9d32c4a9093b71be1ede1fb27efa8bbc8707de77858ede25bef1",
                  "4f914c61f89aa46b93a1a6b966f5f789a4569a1eda148dc03fc31600037cdd64"),
          2000,
              List.of(
                  "4797b347940a713e9ce1c24f8185bb4f347a156c73058509a17be248cc7a5124",
                  "6e97a0e937c642416bdfdf9298532cacdb8ee2bf22387a5c041f4c09a0648775"));

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @Test
  void makesTheBytesOfPwdMkdb() {
    for (int size : SIZES) {
      PasswordDatabase database = PasswordDatabase.of("test", users(size));
      assertEquals(
          GOLDEN.get(size),
          List.of(Sha256.of(database.pwdDb()).hex(), Sha256.of(database.spwdDb()).hex()),
          size + " users");
    }
  }

  /** With the program at hand (a FreeBSD host, or -Dfruix.pwd_mkdb=PROGRAM), asks it itself. */
  @Test
  void agreesWithPwdMkdb() throws Exception {
    String program = System.getProperty("fruix.pwd_mkdb", "/usr/sbin/pwd_mkdb");
    assumeTrue(Files.isExecutable(Path.of(program)), "no pwd_mkdb at " + program);
    for (int size : SIZES) {
      Path etc = Files.createDirectory(dir.resolve("etc" + size));
      Path master = Files.write(etc.resolve("master"), users(size));
      Process process =
          new ProcessBuilder(program, "-i", "-p", "-d", etc.toString(), master.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertEquals(0, process.waitFor());
      PasswordDatabase ours = PasswordDatabase.of("test", users(size));
      assertArrayEquals(Files.readAllBytes(etc.resolve("pwd.db")), ours.pwdDb());
      assertArrayEquals(Files.readAllBytes(etc.resolve("spwd.db")), ours.spwdDb());
      assertArrayEquals(Files.readAllBytes(etc.resolve("passwd")), ours.passwd());
    }
  }

  @Test
  void holdsEveryAccountUnderItsThreeKeys() {
    byte[] master =
        ascii(
            """
            # comment
            root:$6$secret:0:0::0:0:Charlie &:/root:/bin/sh

            ada:*:1001:1001:staff:12:34:Ada:/home/ada:/bin/csh
            eve:*:1001:0::0:0::/:
            """);
    PasswordDatabase database = PasswordDatabase.of("test", master);
    String root = "root\0*\0" + be32(0) + be32(0) + be32(0);
    root += "\0Charlie &\0/root\0/bin/sh\0" + be32(0) + be32(0b11_1101_1111);
    String ada = "ada\0*\0" + be32(1001) + be32(1001) + be32(12);
    ada += "staff\0Ada\0/home/ada\0/bin/csh\0" + be32(34) + be32(0b11_1111_1111);
    String eve = "eve\0*\0" + be32(1001) + be32(0) + be32(0);
    eve += "\0\0/\0\0" + be32(0) + be32(0b10_1001_1111);
    Map<String, String> expected = new TreeMap<>();
    expected.put("\u00ffVERSION", "\4");
    expected.put("Aroot", root);
    expected.put("Aada", ada);
    expected.put("Aeve", eve);
    expected.put("B" + be32(1), root);
    expected.put("B" + be32(2), ada);
    expected.put("B" + be32(3), eve);
    expected.put("C" + be32(0), root);
    expected.put("C" + be32(1001), ada);
    assertEquals(expected, new HashReader(database.pwdDb()).pairs());
    expected.replaceAll((key, value) -> value.replace("root\0*\0", "root\0$6$secret\0"));
    assertEquals(expected, new HashReader(database.spwdDb()).pairs());
  }

  @Test
  void growsWithoutLosingAnyone() {
    for (int size : List.of(1, 33, 700, 20_000)) {
      PasswordDatabase database = PasswordDatabase.of("test", users(size));
      Map<String, String> pairs = new HashReader(database.spwdDb()).pairs();
      assertEquals(size, pairs.keySet().stream().filter(k -> k.startsWith("A")).count());
      assertEquals(size, pairs.keySet().stream().filter(k -> k.startsWith("B")).count());
    }
  }

  @Test
  void showsNoPasswordToEveryone() {
    PasswordDatabase database =
        PasswordDatabase.of("test", ascii("root:$6$secret:0:0::0:0:&:/root:/bin/sh\n"));
    for (byte[] open : List.of(database.pwdDb(), database.passwd())) {
      assertFalse(new String(open, StandardCharsets.ISO_8859_1).contains("secret"));
    }
    assertTrue(
        new String(database.spwdDb(), StandardCharsets.ISO_8859_1).contains("root\0$6$secret\0"));
  }

  @Test
  void refusesALineThatPwdMkdbRefuses() {
    refused("root:*:0:0:Charlie:/root:/bin/sh", "a line of master.passwd has 10 fields, not 7");
    refused("ada:*:x:0::0:0::/:/bin/sh", "not a uid: `x'");
    refused("ada:*:1:4294967296::0:0::/:/bin/sh", "not a gid: `4294967296'");
    refused("root:*:1:0::0:0::/:/bin/sh", "root's uid is 0, not 1");
    refused("ada:*::0::0:0::/:/bin/sh", "not a uid: `'");
    refused(
        "ada:*:1:0::0:0:" + "x".repeat(2048) + ":/:/bin/sh", "the line is too long or holds a NUL");
  }

  private static void refused(String line, String message) {
    FruixException e =
        assertThrows(
            FruixException.class, () -> PasswordDatabase.of("mp", ascii("# one\n" + line + "\n")));
    assertEquals(message, e.diagnostics().get(0).message());
    assertEquals("mp:2", String.valueOf(e.diagnostics().get(0).location()));
  }

  /** COUNT accounts with long and short fields, equal uids, comments, and NIS at the end. */
  private static byte[] users(int count) {
    StringBuilder text =
        new StringBuilder("# users\n\nroot:$6$r:0:0::0:0:Charlie &:/root:/bin/sh\n");
    for (int i = 1; i < count; i++) {
      text.append("u").append(i).append(':');
      text.append(i % 3 == 0 ? "*" : "$6$" + "h".repeat(i % 90)).append(':');
      text.append(i % 97 == 0 ? 1001 : 1000 + i).append(':').append(1000 + i % 7).append(':');
      text.append(i % 5 == 0 ? "staff" : "").append(":0:").append(i % 11 == 0 ? i * 100 : 0);
      text.append(":User ").append(i);
      text.append("x".repeat(i * 7919 % (i % 50 == 0 ? 1700 : 60)));
      text.append(":/home/u").append(i).append(":/bin/sh\n");
    }
    if (count == 100) {
      text.append("+:*::::::::\n");
    }
    return ascii(text.toString());
  }

  private static String be32(int value) {
    return ""
        + (char) (value >>> 24)
        + (char) (value >> 16 & 0xff)
        + (char) (value >> 8 & 0xff)
        + (char) (value & 0xff);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
