package fruix.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import fruix.sexp.SexpReader;
import fruix.store.StorePath;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an item's path depends on. */
final class DerivationTest {
  private static final String PARAMETERS = "(file \"a\" \"0444\" 0 0 \"text\")";

  private static Derivation derivation(
      String name, String builder, String version, String parameters, Input... inputs) {
    return new Derivation(
        name, builder, version, SexpReader.readAll("p", parameters), List.of(inputs));
  }

  private static final StorePath PATH = derivation("x", "write-files", "1", PARAMETERS).path();

  @Test
  void theSameDescriptionHasTheSamePath() {
    assertEquals(PATH, derivation("x", "write-files", "1", PARAMETERS).path());
  }

  @Test
  void anotherVersionOfTheBuilderHasAnotherPath() {
    assertNotEquals(PATH, derivation("x", "write-files", "2", PARAMETERS).path());
  }

  @Test
  void anotherBuilderNameOrByteHasAnotherPath() {
    assertNotEquals(PATH, derivation("x", "union", "1", PARAMETERS).path());
    assertNotEquals(PATH, derivation("y", "write-files", "1", PARAMETERS).path());
    assertNotEquals(
        PATH, derivation("x", "write-files", "1", PARAMETERS.replace("text", "texu")).path());
  }

  @Test
  void aNewBuilderVersionBelowIsSeenAbove() {
    Derivation one = derivation("below", "write-files", "1", PARAMETERS);
    Derivation two = derivation("below", "write-files", "2", PARAMETERS);
    assertNotEquals(
        derivation("x", "write-files", "1", PARAMETERS, one).path(),
        derivation("x", "write-files", "1", PARAMETERS, two).path());
  }

  @Test
  void neitherOrderNorRepetitionOfInputsMatters() {
    Derivation one = derivation("one", "write-files", "1", PARAMETERS);
    Derivation two = derivation("two", "write-files", "1", PARAMETERS);
    assertEquals(
        derivation("x", "union", "1", PARAMETERS, one, two).path(),
        derivation("x", "union", "1", PARAMETERS, two, one, two).path());
  }
}
