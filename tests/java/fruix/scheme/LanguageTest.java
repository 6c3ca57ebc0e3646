package fruix.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.event.EventSink;
import fruix.scheme.sandbox.GuardedScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the scripts below {@code tests/scheme/language}; see {@link ScriptChunk}. */
final class LanguageTest {
  private static final Path SCRIPTS = Path.of("tests/scheme");

  @TempDir private Path work;

  @TestFactory
  Stream<DynamicNode> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(SCRIPTS.resolve("language"))) {
      List<ScriptChunk> chunks =
          files
              .filter(f -> f.toString().endsWith(".scm"))
              .sorted()
              .flatMap(ScriptChunk::of)
              .toList();
      assertTrue(chunks.stream().filter(c -> !c.expected().isEmpty()).count() >= 25);
      return chunks.stream().map(c -> DynamicTest.dynamicTest(c.name(), () -> run(c)));
    }
  }

  private void run(ScriptChunk chunk) throws IOException {
    Path file = work.resolve(chunk.file());
    Files.writeString(file, chunk.text());
    DeclarationLoader loader =
        new DeclarationLoader(
            GuardedScheme.factory(GuardedScheme.DEFAULT_STEPS),
            List.of(SCRIPTS.resolve("lib").toAbsolutePath()),
            LanguageTest.class.getClassLoader(),
            EventSink.SILENT);
    chunk.verify(() -> loader.load(file));
  }

  @Test
  void theRunnerNoticesErrorsThatAreMissing() {
    ScriptChunk chunk = ScriptChunk.parse("x.scm", 1, "(car '()) ;;; error: boom");
    AssertionError failure =
        org.junit.jupiter.api.Assertions.assertThrows(
            AssertionError.class, () -> chunk.verify(() -> {}));
    assertEquals("x.scm:1: no error, expected: boom", failure.getMessage());
  }
}
