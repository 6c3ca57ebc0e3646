package fruix.nativebuild;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import fruix.nativebuild.hints.LinkerHints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a kernel needs besides what installkernel installs. */
final class KernelFinish {
  private static final RelativePath BOOT = new RelativePath("boot");

  private KernelFinish() {}

  /**
   * Adds linker.hints to each directory of modules of STAGE that has none; an error for a module
   * that no kernel can load.
   */
  static void run(Path stage, TreeSink out) throws IOException {
    for (Path directory : directories(BOOT.under(stage))) {
      List<String> refused = LinkerHints.unloadable(directory);
      if (!refused.isEmpty()) {
        throw new FruixException(
            Diagnostic.of(
                    ExitCode.BUILD,
                    "the kernel will refuse to load "
                        + String.join(", ", refused)
                        + ": they reach a symbol through the global offset table")
                .withHint("does SRCCONF or a make flag set WITH_SSP?"));
      }
      Optional<byte[]> hints = LinkerHints.of(directory);
      if (hints.isPresent() && !Files.exists(directory.resolve(LinkerHints.FILE))) {
        RelativePath place = BOOT.resolve(directory.getFileName() + "/" + LinkerHints.FILE);
        out.file(place, Attributes.FILE, hints.get().length, new ByteArrayInputStream(hints.get()));
      }
    }
  }

  private static List<Path> directories(Path boot) throws IOException {
    if (!Files.isDirectory(boot)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(boot)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }
}
