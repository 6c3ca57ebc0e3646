package fruix.diag;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user sees of an error. */
final class DiagnosticFormatterTest {

  @Test
  void marksTheWordAndGivesTheHint() {
    assertEquals(
        """
        error: unknown field `host-nane' of operating-system
          --> system.scm:12:6
           |
        12 |     (host-nane "x")
           |      ^^^^^^^^^
           = hint: did you mean `host-name'?
        """,
        format(
            "\n".repeat(11) + "    (host-nane \"x\")\n",
            at(12, 6).withHint("did you mean `host-name'?")));
  }

  @Test
  void marksAListAndAString() {
    assertEquals("(f \")\" 1 ", marked("  (f \")\" 1 ; x", 3));
    assertEquals("(f \")\")", marked("a (f \")\") b", 3));
    assertEquals("\"a b\"", marked("x \"a b\" y", 3));
    assertEquals("(open (list", marked("x (open (list", 3));
  }

  @Test
  void tabsAndWideCharactersKeepTheMarkInPlace() {
    assertEquals(" |         ^", mark("\tx", 2));
    assertEquals(" |      ^^^^", mark("a 漢 日本", 5));
    assertEquals(" |  ^", mark("e\u0301x", 3));
  }

  @Test
  void withoutColumnTheLineIsShownUnmarked() {
    assertEquals(
        """
        error: unknown field `host-nane' of operating-system
         --> system.scm:1
          |
        1 | (car 5)
        """,
        format("(car 5)\n", at(1, 0)));
  }

  @Test
  void theEndOfALineCanBeMarked() {
    assertEquals(" |    ^", mark("abc", 4));
  }

  @Test
  void withoutSourceOnlyTheLocationIsNamed() {
    String text = new DiagnosticFormatter(file -> null, false).format(at(3, 1));
    assertEquals(
        """
        error: unknown field `host-nane' of operating-system
         --> system.scm:3:1
        """,
        text);
  }

  @Test
  void severalAreParted() {
    DiagnosticFormatter formatter = new DiagnosticFormatter(file -> null, false);
    Diagnostic one = Diagnostic.of(ExitCode.DECLARATION, "one");
    assertEquals("error: one\n\nerror: one\n", formatter.format(List.of(one, one)));
  }

  @Test
  void colourIsOnlyThereWhenAskedFor() {
    Diagnostic one = Diagnostic.of(ExitCode.DECLARATION, "one");
    assertEquals(
        "\u001b[1;31merror\u001b[0m\u001b[1m: one\u001b[0m\n",
        new DiagnosticFormatter(file -> null, true).format(one));
  }

  private static Diagnostic at(int line, int column) {
    return Diagnostic.of(ExitCode.DECLARATION, "unknown field `host-nane' of operating-system")
        .withLocation(new Location("system.scm", line, column));
  }

  private static String format(String source, Diagnostic diagnostic) {
    return new DiagnosticFormatter(file -> source, false).format(diagnostic);
  }

  /** The line with the mark. */
  private static String mark(String line, int column) {
    return format(line, at(1, column)).lines().skip(4).findFirst().orElse("").substring(1);
  }

  /** What is marked of an ASCII line. */
  private static String marked(String line, int column) {
    String mark = mark(line, column).substring(3);
    return line.substring(mark.indexOf('^'), mark.lastIndexOf('^') + 1);
  }
}
