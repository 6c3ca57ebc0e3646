package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a {@code --system NAME} that the file does not bind. */
final class SystemNameTest {
  private static final String SYSTEM =
      """
      (operating-system
        (host-name "web")
        (freebsd-base (freebsd-base (name "sample") (version-label "1")))
        (kernel sample-kernel) (bootloader sample-bootloader))
      """;

  @TempDir Path directory;

  /** The words about {@code --system web-sever} of a file with TEXT. */
  private String refusal(String text) throws IOException {
    Path file = directory.resolve("system.scm");
    Files.writeString(
        file, "(use-modules (fruix system freebsd) (fruix packages sample))\n" + text);
    FakeHost host = new FakeHost(directory, Map.of());
    int status =
        host.run(
            "--root",
            "root",
            "--quiet",
            "system",
            "build",
            file.toString(),
            "--system",
            "web-sever");
    assertEquals(3, status, host.stderr());
    return host.stderr().replace(directory + "/", "");
  }

  private static String said(String hint) {
    return "error: the file defines no `web-sever'\n --> system.scm\n  = hint: " + hint + "\n";
  }

  @Test
  void theNamesThatThereAreAreListed() throws IOException {
    String two = "(define mail %s) (define other mail) (define x 1)".formatted(SYSTEM);
    assertEquals(said("its operating-systems are mail, other"), refusal(two));
  }

  @Test
  void aNearOneIsAskedFor() throws IOException {
    String two = "(define web-server %s) (define mail web-server)".formatted(SYSTEM);
    assertEquals(
        said("did you mean `web-server'? its operating-systems are web-server, mail"),
        refusal(two));
  }

  @Test
  void aSystemWithoutANameNeedsNone() throws IOException {
    assertEquals(said("its operating-system has no name: leave --system out"), refusal(SYSTEM));
    assertEquals(said("it binds no operating-system to a name"), refusal("(define web 1)"));
  }
}
