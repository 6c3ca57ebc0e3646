package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each declaration in tests/scheme/wrong is refused with the words in tests/golden/wrong; with
 * {@code ACCEPT=1} in the environment those words are written anew.
 */
final class WrongDeclarationTest {
  private static final Path DECLARATIONS = Path.of("tests/scheme/wrong");
  private static final Path GOLDEN = Path.of("tests/golden/wrong");
  private static final boolean ACCEPT = "1".equals(System.getenv("ACCEPT"));

  @TempDir private Path root;

  @TestFactory
  List<DynamicTest> isRefusedWithTheseWords() throws IOException {
    return names(DECLARATIONS, ".scm").stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)))
        .toList();
  }

  @Test
  void everyGoldenFileHasItsDeclaration() throws IOException {
    assertEquals(names(DECLARATIONS, ".scm"), names(GOLDEN, ".txt"));
  }

  private void check(String name) throws IOException {
    FakeHost host = new FakeHost(Path.of("").toAbsolutePath(), Map.of());
    int status =
        host.run(
            "--quiet",
            "--root",
            root.toString(),
            "system",
            "build",
            "--dry-run",
            DECLARATIONS.resolve(name + ".scm").toString());
    String words = host.stderr().replace(Path.of("").toAbsolutePath() + "/", "");
    assertEquals(ExitCode.DECLARATION.status(), status, words);
    assertEquals("", host.stdout());
    Path golden = GOLDEN.resolve(name + ".txt");
    if (ACCEPT) {
      Files.writeString(golden, words);
    }
    assertTrue(Files.exists(golden), "missing: " + golden + "; it says: " + words);
    assertEquals(Files.readString(golden), words);
  }

  private static List<String> names(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }
}
