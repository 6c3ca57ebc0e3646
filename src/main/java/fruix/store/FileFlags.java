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

/**
 * Sets, clears and reads file flags such as {@code schg}, where the host has them, with its own
 * tool.
 */
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

  /** The flags of each of FILES, as {@link fruix.mtree.Attributes#flags}; follows no link. */
  static List<String> read(List<Path> files) throws IOException, InterruptedException {
    return read(List.of("stat", "-f", "%Sf"), files);
  }

  /**
   * As {@link #read(List)}, from COMMAND, which writes a line for each file, {@code -} for none.
   */
  static List<String> read(List<String> command, List<Path> files)
      throws IOException, InterruptedException {
    List<String> flags = new ArrayList<>(files.size());
    for (String line : run(command, files).lines().toList()) {
      try {
        flags.add(line.equals("-") ? "" : fruix.mtree.FileFlags.canonical(line));
      } catch (IllegalArgumentException e) {
        throw new IOException(command.get(0) + " told no flags: " + line, e);
      }
    }
    if (flags.size() != files.size()) {
      throw new IOException(
          command.get(0) + " told the flags of " + flags.size() + " files, not " + files.size());
    }
    return flags;
  }

  private static String run(List<String> command, List<Path> files)
      throws IOException, InterruptedException {
    StringBuilder output = new StringBuilder();
    for (int from = 0; from < files.size(); from += BATCH) {
      List<String> words = new ArrayList<>(command);
      files
          .subList(from, Math.min(from + BATCH, files.size()))
          .forEach(file -> words.add(file.toString()));
      output.append(HostCommand.run(words));
    }
    return output.toString();
  }
}
