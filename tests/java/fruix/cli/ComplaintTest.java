package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What standard error says when a command fails. */
final class ComplaintTest {
  @TempDir Path directory;

  @Test
  void mistakeOfFruixsOwnHasNoTraceUnlessAskedFor() {
    FakeHost fake = new FakeHost(directory, Map.of());
    assertEquals(1, new Complaint(fake.host(), "gc").internal(new IllegalStateException("oops")));
    assertEquals(
        "error: internal error: java.lang.IllegalStateException: oops"
            + " (run with --debug for the trace)\n",
        fake.stderr());
    FakeHost debug = new FakeHost(directory, Map.of());
    new Complaint(debug.host(), "gc", "--debug").internal(new IllegalStateException("oops"));
    assertTrue(debug.stderr().contains("\tat fruix.cli.ComplaintTest."), debug.stderr());
  }

  @Test
  void everyDiagnosticIsPrintedWithItsLine() throws IOException {
    Files.writeString(directory.resolve("a.scm"), "first\n  second\n");
    FakeHost fake = new FakeHost(directory, Map.of());
    Diagnostic wrong = Diagnostic.of(ExitCode.DECLARATION, "what is this");
    FruixException e =
        new FruixException(
            List.of(
                wrong.withLocation(new Location("a.scm", 2, 3)),
                wrong.withLocation(new Location("gone.scm", 2, 3)).withHint("look")),
            null);
    assertEquals(3, new Complaint(fake.host()).of(e));
    assertEquals(
        """
        error: what is this
         --> a.scm:2:3
          |
        2 |   second
          |   ^^^^^^

        error: what is this
         --> gone.scm:2:3
          = hint: look
        """,
        fake.stderr());
  }

  @Test
  void colourIsForTerminalsThatWantIt() {
    FruixException e = FruixException.failed("no");
    FakeHost plain = new FakeHost(directory, Map.of());
    new Complaint(plain.host()).of(e);
    FakeHost terminal = new FakeHost(directory, Map.of());
    new Complaint(terminal.host(terminal.out, 80)).of(e);
    FakeHost refused = new FakeHost(directory, Map.of("NO_COLOR", "1"));
    new Complaint(refused.host(refused.out, 80)).of(e);
    assertFalse(plain.stderr().contains("\u001b"));
    assertTrue(terminal.stderr().contains("\u001b[1;31m"));
    assertEquals(plain.stderr(), refused.stderr());
  }
}
