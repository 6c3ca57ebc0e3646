package fruix.nativebuild;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells before a build what would make it fail. */
final class SourceCheck {
  private SourceCheck() {}

  /** Throws unless the tree at SOURCE can be what SETTINGS want to build. */
  static void require(Path source, BuildSettings settings) {
    List<String> wanted = new ArrayList<>(List.of("Makefile", "sys/conf/newvers.sh"));
    if (settings.method() == BuildSettings.Method.MAKE_PY) {
      wanted.add("tools/build/make.py");
    }
    if (settings.part() == Part.KERNEL
        && settings.configFiles().stream().noneMatch(f -> f.name().equals(settings.kernconf()))) {
      wanted.add("sys/" + settings.target() + "/conf/" + settings.kernconf());
    }
    List<String> missing =
        wanted.stream().filter(file -> !Files.exists(source.resolve(file))).toList();
    if (!missing.isEmpty()) {
      throw new FruixException(
          Diagnostic.of(
              ExitCode.BUILD,
              "the source " + settings.source() + " has no " + String.join(", ", missing)));
    }
  }
}
