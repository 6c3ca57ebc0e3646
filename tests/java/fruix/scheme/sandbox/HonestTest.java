package fruix.scheme.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.event.EventSink;
import fruix.scheme.DeclarationLoader;
import fruix.scheme.language.LanguageFactory;
import fruix.scheme.runtime.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Evaluates honest programs guarded and not: they must come to the same. */
final class HonestTest {
  private static final Path SCRIPTS = Path.of("tests/scheme/honest");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    try (Stream<Path> files = Files.list(SCRIPTS)) {
      List<Path> programs = files.filter(f -> f.toString().endsWith(".scm")).sorted().toList();
      assertFalse(programs.isEmpty());
      return programs.stream()
          .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> compare(f)));
    }
  }

  private static void compare(Path program) {
    String plain = evaluate(LanguageFactory.UNRESTRICTED, program);
    assertTrue(plain.length() > 50, plain);
    assertEquals(plain, evaluate(GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS), program));
  }

  private static String evaluate(LanguageFactory languages, Path program) {
    DeclarationLoader loader =
        new DeclarationLoader(
            languages,
            List.of(SCRIPTS.resolve("modules").toAbsolutePath()),
            HonestTest.class.getClassLoader(),
            EventSink.SILENT);
    return Formats.written(loader.load(program).last());
  }

  @Test
  void everyNameOfTheListsExists() throws IOException {
    Path file = directory.resolve("names.scm");
    StringBuilder all = new StringBuilder("(list");
    ChargedProcedures.costs().forEach(name -> all.append(' ').append(name));
    Files.writeString(file, all + ")");
    String text = String.valueOf(evaluateGuarded(file));
    assertFalse(text.contains("#f"), text);
  }

  private static Object evaluateGuarded(Path file) {
    return new DeclarationLoader(
            GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS),
            List.of(),
            HonestTest.class.getClassLoader(),
            EventSink.SILENT)
        .load(file)
        .last();
  }
}
