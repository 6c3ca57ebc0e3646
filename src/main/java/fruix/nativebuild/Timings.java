package fruix.nativebuild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long targets took on this machine and how many directories they went through: what estimates
 * are made of. A text file with a line {@code TARGET DIRECTORIES SECONDS} for each.
 */
final class Timings {
  private static final int FIELDS = 3;
  private static final double NANOS = 1e9;

  /** The last complete run of a target. */
  record Run(int directories, long seconds) {}

  private final Path file;
  private final Map<String, Run> runs = new TreeMap<>();

  Timings(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        String[] fields = line.split(" ", -1);
        if (fields.length == FIELDS
            && (fields[1] + " " + fields[2]).matches("[0-9]{1,9} [0-9]{1,9}")) {
          runs.put(fields[0], new Run(Integer.parseInt(fields[1]), Long.parseLong(fields[2])));
        }
      }
    }
  }

  /** {@code 12.3 s}. */
  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / NANOS);
  }

  /** The run of TARGET; nothing is known of a target that never came to its end. */
  Run of(String target) {
    return runs.getOrDefault(target, new Run(0, 0));
  }

  /** Remembers a run, unless it was a short one that took up where another had stopped. */
  void put(String target, Run run) throws IOException {
    if (run.directories() < of(target).directories() / 2) {
      return;
    }
    runs.put(target, run);
    StringBuilder text = new StringBuilder();
    runs.forEach(
        (name, known) ->
            text.append(name)
                .append(' ')
                .append(known.directories())
                .append(' ')
                .append(known.seconds())
                .append('\n'));
    Files.writeString(file, text);
  }
}
