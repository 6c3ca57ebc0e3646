package fruix.nativebuild;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is part of a build's identity, and what is not. */
final class BuildRequestTest {
  @TempDir Path directory;

  @Test
  void compilerCountsAndItsPlaceDoesNot() throws IOException {
    try (Mill mill = new Mill(directory.resolve("a"), "1.0");
        Mill moved = new Mill(directory.resolve("b"), "1.0");
        Mill newer = new Mill(directory.resolve("c"), "2.0")) {
      assertEquals(mill.derivation(Part.KERNEL).path(), moved.derivation(Part.KERNEL).path());
      assertNotEquals(mill.derivation(Part.KERNEL).path(), newer.derivation(Part.KERNEL).path());
    }
  }

  @Test
  void byteOfTheSourceCounts() throws IOException {
    try (Mill mill = new Mill(directory)) {
      Path source = mill.copyOfFixture();
      assertEquals(mill.derivation(Part.WORLD).path(), mill.derivation(Part.WORLD, source).path());
      Files.writeString(source.resolve("sys/modules/one/Makefile"), "# changed\n");
      assertNotEquals(
          mill.derivation(Part.WORLD).path(), mill.derivation(Part.WORLD, source).path());
    }
  }

  @Test
  void contentsOfSrcConfCountAndItsNameDoesNot() throws IOException {
    try (Mill mill = new Mill(directory)) {
      Files.writeString(directory.resolve("one.conf"), "WITHOUT_TESTS=\n");
      Files.writeString(directory.resolve("two.conf"), "WITHOUT_TESTS=\n");
      var one = mill.derivation(Part.KERNEL, "SRCCONF=one.conf");
      assertEquals(one.path(), mill.derivation(Part.KERNEL, "SRCCONF=two.conf").path());
      Files.writeString(directory.resolve("two.conf"), "WITHOUT_GAMES=\n");
      assertNotEquals(one.path(), mill.derivation(Part.KERNEL, "SRCCONF=two.conf").path());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MODULES_OVERRIDE=one, false",
    "-DNO_MODULES, false",
    "INSTKERNNAME=other, false",
    "CPUTYPE=fast, true",
    "WITHOUT_TESTS=yes, true",
    "BRANCH_OVERRIDE=x, true"
  })
  void flagsCountForTheKernelAndSomeForTheWorld(String flag, boolean world) throws IOException {
    try (Mill mill = new Mill(directory)) {
      assertNotEquals(
          mill.derivation(Part.KERNEL).path(), mill.derivation(Part.KERNEL, flag).path());
      assertEquals(
          world,
          !mill.derivation(Part.WORLD).path().equals(mill.derivation(Part.WORLD, flag).path()));
    }
  }

  @Test
  void srcConfTellsAllOfItself() throws IOException {
    try (Mill mill = new Mill(directory)) {
      Path conf = directory.resolve("src.conf");
      for (String line :
          List.of(".include \"other.conf\"", ".-include <x>", "include other.conf")) {
        Files.writeString(conf, "WITHOUT_TESTS=\n" + line + "\n");
        FruixException error =
            assertThrows(
                FruixException.class, () -> mill.derivation(Part.WORLD, "SRCCONF=src.conf"));
        assertTrue(error.getMessage().contains(line), error.getMessage());
      }
      Files.write(conf, new byte[] {'#', (byte) 0xe9, '\n'});
      FruixException error =
          assertThrows(FruixException.class, () -> mill.derivation(Part.WORLD, "SRCCONF=src.conf"));
      assertTrue(error.getMessage().contains("is not text in UTF-8"), error.getMessage());
    }
  }

  @Test
  void srcConfChoosesNoCompiler() throws IOException {
    Path conf = directory.resolve("src.conf");
    try (Mill mill = new Mill(directory)) {
      for (String line : List.of("XCC=/opt/cc", " CC ?= cc", "CROSS_TOOLCHAIN=llvm14")) {
        Files.writeString(conf, "WITHOUT_TESTS=\n" + line + "\n");
        FruixException error =
            assertThrows(
                FruixException.class, () -> mill.derivation(Part.WORLD, "SRCCONF=src.conf"));
        assertTrue(error.getMessage().contains(line.strip()), error.getMessage());
      }
      Files.writeString(conf, "#CC=cc\nCFLAGS+=-DCC=1\nMALLOC_PRODUCTION=yes\n");
      assertTrue(mill.derivation(Part.WORLD, "SRCCONF=src.conf").inputs().size() > 0);
    }
  }

  @Test
  void kernelConfigurationsNameNothingOutside() throws IOException {
    Path conf = Files.createDirectories(directory.resolve("conf/sub")).getParent();
    Files.writeString(conf.resolve("sub/STD"), "options STD\n");
    Path generic = conf.resolve("GENERIC");
    try (Mill mill = new Mill(directory)) {
      for (String line :
          List.of(
              "include \"/etc/motd\"",
              "include ../OTHER",
              "include \"sub/STD\"",
              "hints \"/boot/device.hints\"",
              "env /x",
              "files \"../files\"")) {
        Files.writeString(generic, "options MINE\n" + line + "\n");
        FruixException error =
            assertThrows(
                FruixException.class, () -> mill.derivation(Part.KERNEL, "KERNCONFDIR=conf"));
        assertEquals(ExitCode.DECLARATION, error.exitCode());
        assertTrue(error.getMessage().contains("`" + line + "'"), error.getMessage());
      }
      Files.writeString(generic, "include MINIMAL # /x\nhints \"GENERIC.hints\"\n");
      assertTrue(mill.derivation(Part.KERNEL, "KERNCONFDIR=conf").inputs().size() > 0);
      Files.delete(generic);
      FruixException error =
          assertThrows(
              FruixException.class, () -> mill.derivation(Part.KERNEL, "KERNCONFDIR=conf"));
      assertTrue(error.getMessage().contains("there is no kernel configuration"));
    }
  }

  @Test
  void optionsComeFromFlagsAndSrcConf() throws IOException {
    Files.writeString(
        directory.resolve("src.conf"), "WITHOUT_CLANG=\n#WITHOUT_LLD=\nWITHOUT_X =1\n");
    List<String> flags = List.of("SRCCONF=src.conf", "-DWITHOUT_TESTS", "MK_INCLUDES=no");
    for (String off : List.of("CLANG", "X", "TESTS", "INCLUDES")) {
      assertTrue(BuildRequest.without(flags, directory, off), off);
    }
    for (String on : List.of("LLD", "CLANG_IS_CC", "TEST", "SSP")) {
      assertFalse(BuildRequest.without(flags, directory, on), on);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "installworld,is no variable of make",
    "-j4,is no variable of make",
    "DESTDIR=/,sets what Fruix sets itself",
    "TARGET=arm64,sets what Fruix sets itself",
    "-DNO_ROOT,sets what Fruix sets itself",
    "XCC=/opt/clang,chooses a compiler",
    "CROSS_TOOLCHAIN=llvm15,chooses a compiler",
    "CC=/opt/cc,chooses a compiler",
    "XOBJCOPY=/opt/objcopy,chooses a compiler",
    "CROSS_BINUTILS_PREFIX=/opt/,chooses a compiler",
    "LOCAL_MODULES_DIR=/opt,sets what Fruix sets itself",
    "SRCCONF=nowhere,there is no file",
    "KERNCONFDIR=nowhere,there is no directory"
  })
  void wrongFlagsAreRefused(String flag, String words) throws IOException {
    try (Mill mill = new Mill(directory)) {
      FruixException error =
          assertThrows(FruixException.class, () -> mill.derivation(Part.KERNEL, flag));
      assertEquals(ExitCode.DECLARATION, error.exitCode());
      assertTrue(error.diagnostics().get(0).message().contains(words), error.getMessage());
    }
  }
}
