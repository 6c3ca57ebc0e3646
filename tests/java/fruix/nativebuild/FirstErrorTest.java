package fruix.nativebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FirstErrorTest {

  private static FirstError after(List<String> lines) {
    FirstError error = new FirstError();
    lines.forEach(error::line);
    return error;
  }

  private static List<String> chatter(int count) {
    return IntStream.range(0, count).mapToObj(i -> "Building file" + i + ".o").toList();
  }

  private static FirstError between(String... lines) {
    FirstError error = after(chatter(500));
    List.of(lines).forEach(error::line);
    chatter(500).forEach(error::line);
    return error;
  }

  @Test
  void compilerIsHeardAmongOtherJobs() {
    FirstError error =
        between(
            "/usr/src/a.c:1:2: error: expected ';'",
            "Building other.o",
            "*** [a.o] Error code 1",
            "/usr/src/b.c:9:9: error: a later one");
    assertEquals(Optional.of("/usr/src/a.c:1:2: error: expected ';'"), error.cause());
    assertEquals(FirstError.REPORTED, error.report().size());
    assertTrue(error.report().contains("*** [a.o] Error code 1"));
  }

  @Test
  void linkerAndShellAreHeard() {
    assertEquals(
        Optional.of("ld.lld: error: undefined symbol: f"),
        between("ld.lld: error: undefined symbol: f", "*** [a] Error code 1").cause());
    assertEquals(
        Optional.of("sh: openssl: not found"),
        between("sh: openssl: not found", "bmake[3]: *** [b] Error code 127").cause());
  }

  @Test
  void ignoredErrorsAndCommandLinesAreNone() {
    FirstError error =
        between(
            "cc -DMESSAGE='fatal: error: no' -c x.c",
            "x.c:1: warning: an error: or not",
            "*** Error code 1 (ignored)",
            "y.c:2:1: error: real",
            "*** [y.o] Error code 1");
    assertEquals(Optional.of("y.c:2:1: error: real"), error.cause());
  }

  @Test
  void longLinesAreCut() {
    FirstError error = between("x.c:1:1: error: " + "y".repeat(9000), "*** [x.o] Error code 1");
    assertEquals(404, error.cause().orElseThrow().length());
    assertTrue(error.report().stream().allMatch(line -> line.length() <= 404));
  }

  @Test
  void withoutAWordOfMakeTheEndIsTold() {
    FirstError error = after(List.of("one", "two", "Could not infer value for $XCC"));
    assertEquals(List.of("one", "two", "Could not infer value for $XCC"), error.report());
    assertEquals(Optional.empty(), error.cause());
  }
}
