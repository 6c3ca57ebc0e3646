package fruix.sexp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SexpTest {

  @Test
  void writesOneCanonicalForm() {
    Datum datum =
        Datum.tagged(
            "a-b",
            Datum.str("x\"y\\z\n\u0001é"),
            Datum.num(-12),
            Datum.bool(true),
            Datum.sym("12"),
            Datum.sym("#:key"),
            Datum.sym("two words"),
            Datum.list());
    assertEquals(
        "(a-b \"x\\\"y\\\\z\\n\\x1;é\" -12 #t |12| #:key |two words| ())",
        SexpWriter.canonical(datum));
    assertEquals(datum, SexpReader.read("t", SexpWriter.canonical(datum)));
    assertEquals(datum, SexpReader.read("t", SexpWriter.pretty(datum)));
  }

  @Test
  void breaksLongListsOverLines() {
    Datum datum = Datum.tagged("x", Datum.str("y".repeat(60)), Datum.str("z".repeat(60)));
    String text = SexpWriter.pretty(datum);
    assertEquals(3, text.lines().count());
    assertEquals(datum, SexpReader.read("t", text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", ")", "\"a", "(a . b)", "#<x>", "\"\\q\"", "\"\\x41\"", "|a"})
  void refusesMalformedText(String text) {
    FruixException e =
        assertThrows(FruixException.class, () -> SexpReader.read("f.scm", "\n " + text));
    assertTrue(
        String.valueOf(e.diagnostics().get(0).location()).startsWith("f.scm:2:"),
        () -> "location: " + e.diagnostics());
  }

  @Test
  void refusesBottomlessNesting() {
    assertThrows(FruixException.class, () -> SexpReader.read("f", "(".repeat(100_000)));
  }
}
