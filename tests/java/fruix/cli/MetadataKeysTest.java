package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/metadata-keys.md and {@link Key} together. */
final class MetadataKeysTest {

  @Test
  void pageHasEveryKeyWithItsTypeAndCommands() throws IOException {
    TreeMap<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/metadata-keys.md"))) {
      if (line.startsWith("| `")) {
        List<String> cells = List.of(line.split("\\|")).stream().map(String::strip).toList();
        assertFalse(cells.get(4).isBlank(), "no meaning: " + line);
        documented.put(cells.get(1), cells.get(2) + ": " + cells.get(3));
      }
    }
    TreeMap<String, String> known = new TreeMap<>();
    for (Key key : Key.values()) {
      known.put("`" + key.text() + "`", describe(key));
    }
    assertEquals(known, documented);
  }

  private static String describe(Key key) {
    return key.type().name().toLowerCase(Locale.ROOT)
        + ": "
        + key.commands().stream().map(c -> "`" + c + "`").collect(Collectors.joining(", "));
  }
}
