package fruix.nativebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import fruix.build.Derivation;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build wants of the host besides a compiler. */
final class HostToolsTest {
  @TempDir Path directory;

  @Test
  void programsThatTheMakefilesNameMustBeThere() throws IOException {
    try (Mill mill = new Mill(directory)) {
      assumeFalse(mill.host().isFreeBsd());
      Path source = mill.copyOfFixture();
      Files.writeString(
          source.resolve("tools/build/Makefile"),
          "A=\tother\n_host_tools_to_symlink=\tcp fruix-none-1 \\\n\tfruix-none-2 sh\nB=\tfruix-none-3\n");
      Derivation kernel = mill.derivation(Part.KERNEL, source);
      FruixException error = assertThrows(FruixException.class, () -> mill.build(kernel));
      assertEquals(ExitCode.BUILD, error.exitCode());
      assertTrue(
          error.getMessage().contains("there is no fruix-none-1, fruix-none-2 in /usr/local/sbin:"),
          error.getMessage());
    }
  }

  @Test
  void certificatesNeedOpenssl() throws IOException {
    SourceOptions plain = new SourceOptions(List.of(), "");
    FruixException error =
        assertThrows(FruixException.class, () -> openssl(Part.WORLD, plain, true));
    assertTrue(error.getMessage().contains("/etc/ssl/certs"), error.getMessage());
    openssl(Part.KERNEL, plain, true);
    openssl(Part.WORLD, plain, false);
    openssl(Part.WORLD, new SourceOptions(List.of("-DWITHOUT_CAROOT"), ""), true);
    program("openssl", "");
    openssl(Part.WORLD, plain, true);
  }

  /** Asks for openssl in {@link #directory} alone. */
  private void openssl(Part part, SourceOptions options, boolean certctl) {
    HostTools.requireOpenssl(ExitCode.BUILD, part, options, path -> certctl, directory.toString());
  }

  private Path program(String name, String words) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho '" + words + "'\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  @Test
  void onlyGnuGzipCompressesAlike() throws IOException {
    try (Mill mill = new Mill(directory)) {
      HostTools.requireGnuGzip(mill.host(), program("gzip", "gzip 1.12"));
      Path other = program("pigz", "pigz 2.6");
      FruixException error =
          assertThrows(FruixException.class, () -> HostTools.requireGnuGzip(mill.host(), other));
      assertTrue(error.getMessage().contains("is not GNU gzip"), error.getMessage());
    }
  }
}
