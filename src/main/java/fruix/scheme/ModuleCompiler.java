package fruix.scheme;

import fruix.scheme.language.AheadOfTime;
import fruix.scheme.language.Complaint;
import fruix.scheme.syntax.Problems;
import gnu.text.SourceMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Compiles the Scheme modules of Fruix into the jar, when Fruix is built.
 *
 * <p>Arguments: the directories of the sources, then the directory for the classes. Every error or
 * warning fails the build.
 */
public final class ModuleCompiler {

  private ModuleCompiler() {}

  public static void main(String[] args) throws IOException {
    List<Path> paths = Stream.of(args).map(Path::of).toList();
    Path output = paths.get(paths.size() - 1);
    SourceMessages messages =
        new AheadOfTime(
                paths.subList(0, paths.size() - 1), output, ModuleCompiler.class.getClassLoader())
            .compile();
    List<String> lines =
        Complaint.all(messages).stream()
            .filter(c -> c.severity() != Complaint.Severity.REMARK)
            .map(c -> c.toString().replace(Problems.HINT, "; "))
            .distinct()
            .toList();
    if (!lines.isEmpty()) {
      throw new IllegalStateException(
          "the Scheme modules do not compile:\n" + String.join("\n", lines));
    }
  }
}
