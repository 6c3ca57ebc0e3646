package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** `fruix native-build drive' and `promote', before they come to another machine. */
final class NativeBuildCommandsTest {
  private static final String TWO_EXECUTORS =
      """
      (use-modules (fruix system freebsd))
      (define near
        (native-build-executor (kind 'ssh-guest) (name "near")
          (properties '(("host" . "192.0.2.1")))))
      (define far
        (native-build-executor (kind 'ssh-guest) (name "far")
          (properties '(("hots" . "192.0.2.2")))))
      """;

  @TempDir Path directory;

  /** Standard error of a command that must end with STATUS. */
  private String run(ExitCode status, String... args) {
    FakeHost fake = new FakeHost(directory, Map.of("FRUIX_ROOT", "root"));
    assertEquals(status.status(), fake.run(args), fake.stderr());
    assertEquals("", fake.stdout());
    return fake.stderr();
  }

  private void refused(ExitCode status, String why, String... args) {
    String words = run(status, args);
    assertTrue(words.contains(why), words);
  }

  private String executors() {
    return directory.resolve("executors.scm").toString();
  }

  private void declare(String text) throws IOException {
    Files.writeString(directory.resolve("executors.scm"), text);
  }

  @Test
  void executorIsChosenByName() throws IOException {
    declare(TWO_EXECUTORS);
    refused(
        ExitCode.DECLARATION,
        "more than one native-build-executor: near, far",
        "native-build",
        "drive",
        executors());
    refused(
        ExitCode.DECLARATION,
        "did you mean `near'?",
        "native-build",
        "drive",
        executors(),
        "--executor",
        "neer");
    refused(
        ExitCode.FAILED,
        "there is no ssh on the PATH",
        "native-build",
        "drive",
        executors(),
        "--executor",
        "near");
  }

  @Test
  void wrongPropertyIsToldAtItsExecutor() throws IOException {
    declare(TWO_EXECUTORS);
    String words =
        run(ExitCode.DECLARATION, "native-build", "drive", executors(), "--executor", "far");
    assertTrue(words.contains("has no property `hots'"), words);
    assertTrue(words.contains("executors.scm:7:"), words);
  }

  @Test
  void hostExecutorIsNotDriven() throws IOException {
    declare("(use-modules (fruix system freebsd))\n(define here %host-executor)\n");
    refused(ExitCode.FAILED, "is this machine", "native-build", "drive", executors());
    declare("(define x 1)\n");
    refused(
        ExitCode.DECLARATION,
        "the file defines no native-build-executor",
        "native-build",
        "drive",
        executors());
  }

  @Test
  void runIdIsAWord() throws IOException {
    declare(TWO_EXECUTORS);
    refused(
        ExitCode.USAGE,
        "the run id `../x'",
        "native-build",
        "drive",
        executors(),
        "--executor",
        "near",
        "--run-id",
        "../x");
  }

  @Test
  void promoteWantsAResult() throws IOException {
    refused(ExitCode.FAILED, "no such file or directory", "native-build", "promote", "nowhere");
    Files.createDirectory(directory.resolve("empty"));
    refused(ExitCode.FAILED, "there is no promotion.scm", "native-build", "promote", "empty");
  }
}
