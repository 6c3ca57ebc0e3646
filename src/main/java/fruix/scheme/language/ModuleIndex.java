package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the modules that there are. */
final class ModuleIndex {
  /** Lies beside the compiled modules; a module name a line. */
  private static final String RESOURCE = "scm/modules.txt";

  private static final String EXTENSION = ".scm";

  private static final int GLANCE_DEPTH = 4;
  private static final int GLANCE_FILES = 2000;

  private ModuleIndex() {}

  /** The source modules below DIRECTORY with their files; none when there is no such directory. */
  static Map<ModuleName, Path> sources(Path directory) {
    Map<ModuleName, Path> sources = new TreeMap<>();
    if (!Files.isDirectory(directory)) {
      return sources;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(f -> f.toString().endsWith(EXTENSION))
          .forEach(f -> sources.put(name(directory.relativize(f)), f));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  /** Names of source modules below DIRECTORY, which may be anything: a few levels, a while only. */
  static Set<ModuleName> glance(Path directory) {
    Set<ModuleName> names = new TreeSet<>();
    SimpleFileVisitor<Path> visitor =
        new SimpleFileVisitor<>() {
          private int seen;

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(EXTENSION)) {
              names.add(name(directory.relativize(file)));
            }
            return ++seen < GLANCE_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(directory, Set.of(), GLANCE_DEPTH, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static ModuleName name(Path relative) {
    List<String> parts =
        Stream.iterate(0, i -> i + 1)
            .limit(relative.getNameCount())
            .map(i -> relative.getName(i).toString())
            .collect(Collectors.toList());
    String last = parts.remove(parts.size() - 1);
    parts.add(last.substring(0, last.length() - EXTENSION.length()));
    return new ModuleName(parts);
  }

  static void write(Collection<ModuleName> names, Path output) throws IOException {
    Path index = output.resolve(RESOURCE);
    Files.createDirectories(index.getParent());
    Files.writeString(
        index, names.stream().map(n -> n + "\n").sorted().collect(Collectors.joining()));
  }

  /** The names of the compiled modules that CLASSES has. */
  static List<String> read(ClassLoader classes) {
    try (InputStream in = classes.getResourceAsStream(RESOURCE)) {
      return in == null
          ? List.of()
          : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
