package fruix.nativebuild;

import fruix.io.Deletion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;

/** What Fruix itself puts into the object directory, under {@code fruix}. */
final class OwnFiles {
  private static final String TOP = "fruix";
  private static final String SRC_CONF = TOP + "/src.conf";
  private static final String CONFIG_FILES = TOP + "/kernconf";
  private static final String SHIMS = TOP + "/shims";

  /**
   * A distribution's clang reaches __stack_chk_guard through the global offset table, with a
   * relocation that FreeBSD's kernel linker does not know; FreeBSD's own clang is patched. Modules
   * that have it cannot be loaded, so they do without the guard. The kernel keeps it.
   */
  private static final String STOCK_CLANG =
      """

      # A module with a stack guard by this compiler cannot be loaded.
      .if ${.CURDIR:M*/sys/modules/*} != ""
      WITHOUT_SSP=
      .endif
      """;

  /**
   * What has ctfconvert(1) built is not built WITHOUT_CDDL, and there is none on other systems; the
   * kernel configurations ask for it all the same.
   */
  private static final String NO_CTF =
      """

      # There is no ctfconvert(1) without this.
      .if defined(WITHOUT_CDDL)
      WITHOUT_CTF=
      .endif
      """;

  /** Development branches put time, user and host into kernel and boot programs by default. */
  private static final String REPRODUCIBLE =
      """

      # Added by Fruix; WITHOUT_REPRODUCIBLE_BUILD wins.
      WITH_REPRODUCIBLE_BUILD=
      """;

  /** FreeBSD's {@code date -r SECONDS}, by GNU's. */
  private static final String DATE =
      """
      #!/bin/sh
      if [ "${1:-}" = -r ]; then
        case ${2:-} in
          *[!0-9]* | '') ;;
          *) seconds=$2; shift 2; exec /usr/bin/date -d "@$seconds" "$@" ;;
        esac
      fi
      exec /usr/bin/date "$@"
      """;

  private OwnFiles() {}

  static String srcConf(BuildPaths paths) {
    return paths.objects() + "/" + SRC_CONF;
  }

  static String configFiles(BuildPaths paths) {
    return paths.objects() + "/" + CONFIG_FILES;
  }

  static String shims(BuildPaths paths) {
    return paths.objects() + "/" + SHIMS;
  }

  /** Where PART is installed, as make sees it. */
  static String stage(BuildPaths paths, Part part) {
    return paths.objects() + "/" + TOP + "/" + part.text();
  }

  /** Where PART is installed, as the host sees the object directory OBJECTS. */
  static Path stage(Path objects, Part part) {
    return objects.resolve(TOP).resolve(part.text());
  }

  /** Writes what make reads of SETTINGS below OBJECTS. */
  static void write(BuildSettings settings, Path objects) throws IOException {
    Files.createDirectories(objects.resolve(TOP));
    text(objects.resolve(SRC_CONF), effectiveSrcConf(settings));
    Path files = objects.resolve(CONFIG_FILES);
    if (settings.part() == Part.KERNEL) {
      Deletion.deleteTree(files);
      Files.createDirectories(files);
      for (ConfigFile file : settings.configFiles()) {
        text(files.resolve(file.name()), file.text());
      }
    }
    if (settings.method() == BuildSettings.Method.MAKE_PY) {
      Path date = objects.resolve(SHIMS).resolve("date");
      Files.createDirectories(date.getParent());
      text(date, DATE);
      Files.setPosixFilePermissions(date, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** The contents of SRCCONF with what the host and its compiler make necessary. */
  private static String effectiveSrcConf(BuildSettings settings) {
    return settings.srcConf()
        + REPRODUCIBLE
        + (settings.method() == BuildSettings.Method.MAKE_PY ? NO_CTF + STOCK_CLANG : "");
  }

  /** An unchanged file keeps its time: make takes a newer one for a reason to build again. */
  private static void text(Path file, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
      Files.write(file, bytes);
    }
  }
}
