package fruix.nativebuild.hints;

import fruix.diag.FruixException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code linker.hints} of a directory of kernel modules, byte for byte as kldxref(8) writes it. */
public final class LinkerHints {
  /** The name of the file. */
  public static final String FILE = "linker.hints";

  /** LINKER_HINTS_VERSION of {@code sys/sys/linker.h}. */
  private static final int VERSION = 1;

  private LinkerHints() {}

  /** The hints of DIRECTORY; empty when nothing in it is a kernel or a module of amd64. */
  public static Optional<byte[]> of(Path directory) {
    ByteArrayOutputStream hints = new ByteArrayOutputStream();
    hints.writeBytes(HintRecord.little(VERSION));
    int empty = hints.size();
    for (Path file : files(directory)) {
      KernelObject.read(file)
          .ifPresent(
              object ->
                  ModuleHints.of(object, file.getFileName().toString()).forEach(hints::writeBytes));
    }
    return hints.size() == empty ? Optional.empty() : Optional.of(hints.toByteArray());
  }

  /** The names of the modules in DIRECTORY that the kernel would refuse to load, sorted. */
  public static List<String> unloadable(Path directory) {
    return files(directory).stream()
        .filter(file -> KernelObject.read(file).filter(object -> !object.isLoadable()).isPresent())
        .map(file -> file.getFileName().toString())
        .toList();
  }

  /** Sorted by their bytes, which is how kldxref reads them. */
  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !file.toString().endsWith(".debug"))
          .filter(file -> !file.toString().endsWith(".symbols"))
          .filter(file -> !file.endsWith(FILE))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FruixException.io("list", directory, e);
    }
  }
}
