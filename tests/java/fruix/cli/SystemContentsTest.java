package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a closure say of what a declaration asks for. */
final class SystemContentsTest {
  @TempDir private Path root;

  @Test
  void privateGroupTakesTheNextNumberWhenItsAccountsIsTaken() throws IOException {
    Path closure =
        build(
            """
            (users (list (user-account (name "alice") (uid 1003))
                         (user-account (name "bob") (uid 20))
                         (user-account (name "carol") (uid 1005))
                         (user-account (name "dave"))))
            (groups (list (user-group (name "dev") (id 1005))))
            """);
    assertEquals(
        List.of("dev:*:1005:", "alice:*:1003:", "bob:*:1001:", "carol:*:1002:", "dave:*:1004:"),
        after("nobody:", closure.resolve("etc/group")));
    assertEquals(
        List.of("1003:1003", "20:1001", "1005:1002", "1001:1004"),
        after("nobody:", closure.resolve("etc/passwd")).stream()
            .map(SystemContentsTest::ids)
            .toList());
  }

  @Test
  void daemonsHaveIdsBelowAThousand() throws IOException {
    Path closure =
        build(
            """
            (users (list (user-account (name "_web") (system? #t))
                         (user-account (name "alice"))
                         (user-account (name "_db") (uid 998) (group "data") (system? #t))
                         (user-account (name "_mail") (system? #t))))
            (groups (list (user-group (name "data") (system? #t))))
            """);
    assertEquals(
        List.of("data:*:999:", "_web:*:998:", "alice:*:1001:", "_mail:*:997:"),
        after("nobody:", closure.resolve("etc/group")));
    assertEquals(
        List.of("999:998", "1001:1001", "998:999", "997:997"),
        after("nobody:", closure.resolve("etc/passwd")).stream()
            .map(SystemContentsTest::ids)
            .toList());
  }

  @Test
  void blanksAndBackslashesInPathsAreEscaped() throws IOException {
    Path closure =
        build(
            """
            (users (list (user-account (name "bob") (home-directory "/home/b o\\\\b"))))
            (file-systems
              (cons* (file-system (device "/dev/da0") (mount-point "/my\\\\ data é") (type "ufs"))
                     %default-file-systems))
            """);
    assertEquals(
        List.of("./home/b\\040o\\134b type=dir uid=1001 gid=1001 mode=0755"),
        after("./usr/home ", closure.resolve("metadata/rootfs.mtree")));
    assertEquals(
        List.of("/dev/da0\t/my\\134\\040data\\040é\tufs\trw\t0\t2"),
        after("# Device", closure.resolve("etc/fstab")).subList(0, 1));
  }

  @Test
  void aPackageMayBeGivenTwice() throws IOException {
    Path profile = build("").resolve("profile");
    assertEquals(
        Files.readSymbolicLink(profile),
        Files.readSymbolicLink(build("(packages (list sample-runtime))").resolve("profile")));
    assertEquals(
        Files.readSymbolicLink(profile),
        Files.readSymbolicLink(
            build("(packages (list (freebsd-package (inherit sample-runtime))))")
                .resolve("profile")));
  }

  @Test
  void anInterfaceMayHaveSeveralAddresses() throws IOException {
    Path etc =
        build(
                """
                (services
                  (list (service static-network-service-type
                    (list (static-network (interface "em0") (address "192.0.2.2/24")
                                          (gateway "192.0.2.1") (name-servers '("192.0.2.53")))
                          (static-network (interface "em0") (address "2001:db8::2/64")
                                          (gateway "fe80::1%em0")
                                          (name-servers '("2001:db8::53" "192.0.2.53"))
                                          (search-domains '("example.org")))
                          (static-network (interface "em1") (address "198.51.100.2"))
                          (static-network (interface "em0") (address "::ffff:192.0.2.7"))
                          (static-network (interface "em0") (address "192.0.2.3/32"))))))
                """)
            .resolve("etc");
    assertEquals(
        List.of(
            "defaultrouter=\"192.0.2.1\"",
            "ifconfig_em0=\"inet 192.0.2.2/24\"",
            "ifconfig_em0_alias0=\"inet6 ::ffff:192.0.2.7\"",
            "ifconfig_em0_alias1=\"inet 192.0.2.3/32\"",
            "ifconfig_em0_ipv6=\"inet6 2001:db8::2/64\"",
            "ifconfig_em1=\"inet 198.51.100.2\"",
            "ipv6_defaultrouter=\"fe80::1%em0\""),
        Files.readAllLines(etc.resolve("rc.conf")).stream()
            .filter(line -> line.matches("(ifconfig|.*defaultrouter).*"))
            .toList());
    assertEquals(
        List.of("search example.org", "nameserver 192.0.2.53", "nameserver 2001:db8::53"),
        Files.readAllLines(etc.resolve("resolv.conf")));
  }

  @Test
  void loginsHaveTheLocaleUnlessTheyHaveOneOfTheirOwn() throws Exception {
    Path etc = build("(locale \"sr_RS.ISO8859-2@latin\")").resolve("etc");
    Path script = etc.resolve("profile.d/fruix-locale.sh");
    assertEquals("sr_RS.ISO8859-2@latin ISO8859-2", locale(script, "C.UTF-8"));
    assertEquals("sr_RS.ISO8859-2@latin ISO8859-2", locale(script, null));
    assertEquals("fr_FR.UTF-8 ", locale(script, "fr_FR.UTF-8"));
    assertTrue(
        Files.readString(etc.resolve("csh.login")).contains("setenv LANG sr_RS.ISO8859-2@latin\n"));
    assertFalse(Files.exists(build("(locale \"C.UTF-8\")").resolve("etc/profile.d")));
  }

  /** The locale and character set of a login with LANG that reads SCRIPT. */
  private static String locale(Path script, @Nullable String lang) throws Exception {
    ProcessBuilder shell =
        new ProcessBuilder("/bin/sh", "-c", ". " + script + "; echo \"$LANG $MM_CHARSET\"");
    shell.environment().keySet().removeAll(List.of("LANG", "MM_CHARSET"));
    if (lang != null) {
      shell.environment().put("LANG", lang);
    }
    try (InputStream out = shell.start().getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8).replace("\n", "");
    }
  }

  private static String ids(String line) {
    String[] fields = line.split(":", -1);
    return fields[2] + ":" + fields[3];
  }

  /** The lines of FILE after the one that begins with START. */
  private static List<String> after(String start, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return lines.subList(i + 1, lines.size());
      }
    }
    throw new AssertionError(file + " has no line " + start);
  }

  /** The closure of a system with FIELDS, besides those that each must have. */
  private Path build(String fields) throws IOException {
    Path file = root.resolve("system.scm");
    Files.writeString(
        file,
        """
        (use-modules (fruix system freebsd) (fruix services network) (fruix services ssh)
                     (fruix packages sample))
        (operating-system
          (host-name "sample")
          (freebsd-base (freebsd-base (name "sample") (version-label "sample-1")))
          (kernel sample-kernel)
          (bootloader sample-bootloader)
          (base-packages %%sample-packages)
          %s)
        """
            .formatted(fields));
    FakeHost host = new FakeHost(root, Map.of());
    int status = host.run("--quiet", "--root", root.toString(), "system", "build", file.toString());
    assertEquals(ExitCode.DONE.status(), status, host.stderr());
    String path =
        host.stdout()
            .lines()
            .filter(line -> line.startsWith("closure_path="))
            .map(line -> line.substring("closure_path=/".length()))
            .findFirst()
            .orElseThrow();
    return root.resolve(path);
  }
}
