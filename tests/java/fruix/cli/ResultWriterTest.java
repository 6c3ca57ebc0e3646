package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultWriterTest {

  @Test
  void linesAreInOrderAndListsJoinedWithCommas() {
    Results results =
        new Results()
            .add(Key.STORE_PATH, "/frx/store/x")
            .addAll(Key.REFERENCES, List.of("a", "b"))
            .addAll(Key.REFERRERS, List.of());
    assertEquals(
        "store_path=/frx/store/x\nreferences=a,b\nreferrers=\n", ResultWriter.lines(results));
  }

  @Test
  void whatWouldBreakALineIsEscaped() {
    Results results =
        new Results().add(Key.VERSION, "a,b\\c\nd=é").addAll(Key.REFERENCES, List.of("a,b", "c"));
    assertEquals("version=a,b\\134c\\012d=é\nreferences=a\\054b,c\n", ResultWriter.lines(results));
  }

  @Test
  void jsonHasItsOwnTypes() {
    Results results =
        new Results()
            .add(Key.VERSION, "\"\\\n\u0001é\ud83d\ude00")
            .add(Key.REFERENCE_COUNT, 12)
            .add(Key.CHECKED, true)
            .addAll(Key.REFERENCES, List.of("a", "b"))
            .addAll(Key.REFERRERS, List.of());
    assertEquals(
        "{\"version\":\"\\\"\\\\\\u000a\\u0001é\\ud83d\\ude00\",\"reference_count\":12,"
            + "\"checked\":true,\"references\":[\"a\",\"b\"],\"referrers\":[]}\n",
        ResultWriter.json(results));
  }

  @Test
  void resultTakesOneValueUnlessItIsAList() {
    assertThrows(
        IllegalArgumentException.class, () -> new Results().addAll(Key.VERSION, List.of("a", "b")));
  }
}
