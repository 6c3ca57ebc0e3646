package fruix.store;

import fruix.io.HostCommand;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets and clears file flags such as {@code schg}, where the host has them, with its own tool. */
final class FileFlags {
  /** Files named in one command. */
  private static final int BATCH = 256;

  private FileFlags() {}

  /** Gives what lies below TOP the flags of MANIFEST, the deepest first. */
  static void apply(Path top, Manifest manifest) throws IOException, InterruptedException {
    Map<String, List<Path>> byFlags = new TreeMap<>();
    List<Entry> entries = manifest.entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      Entry entry = entries.get(i);
      String flags = entry.attributes().flags();
      if (!flags.isEmpty()) {
        byFlags.computeIfAbsent(flags, key -> new ArrayList<>()).add(entry.path().under(top));
      }
    }
    for (Map.Entry<String, List<Path>> group : byFlags.entrySet()) {
      run(List.of("chflags", "-h", group.getKey()), group.getValue());
    }
  }

  /** Clears all flags on TREES and what they hold, so that they can be deleted. */
  static void clear(List<Path> trees) throws IOException, InterruptedException {
    run(List.of("chflags", "-R", "0"), trees);
  }

  private static void run(List<String> command, List<Path> files)
      throws IOException, InterruptedException {
    for (int from = 0; from < files.size(); from += BATCH) {
      List<String> words = new ArrayList<>(command);
      files
          .subList(from, Math.min(from + BATCH, files.size()))
          .forEach(file -> words.add(file.toString()));
      HostCommand.run(words);
    }
  }
}
