package fruix.nativebuild.hints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LinkerHintsTest {
  /** A module in the C of sys/sys/module.h, without its macros. */
  private static final String MODULE =
      """
      struct metadata { int version; int type; const void *data; const char *label; };
      struct pnp { const char *description; const char *bus; const void *table; int size; int count; };
      struct device { const char *name; unsigned short vendor; unsigned short any; unsigned pair;
                      unsigned eisa; };
      static const struct device devices[] = {
        {"first", 0x8086, 0xffff, 0x00020001, 0x0105d041}, {0, 0x1022, 7, 0xffffffff, 0}};
      static const int number = 3;
      static const struct pnp pnp = {"Z:name;U16:vendor;V16:any;W32:one/two;E:id;T:unit=1", "pci",
                                     devices, sizeof(devices[0]), 2};
      static const struct metadata entries[] = {
        {1, 1, &number, "depends"}, {1, 3, &number, "thing"}, {1, 2, &number, "if_thing"},
        {1, 4, &pnp, "pci"}};
      #define SET(n) static const void *const set##n \\
        __attribute__((section("set_modmetadata_set"), used)) = &entries[n];
      SET(0) SET(1) SET(2) SET(3)
      """;

  @TempDir Path directory;

  private Path compile(String name, String text, String... options) throws IOException {
    Path source = Files.writeString(directory.resolve("source.c"), text);
    Path clang = clang();
    Path made = directory.resolve(name);
    List<String> command =
        Stream.concat(
                Stream.of(clang.toString(), "--target=x86_64-unknown-freebsd", "-O1", "-c"),
                Stream.concat(
                    Stream.of(options), Stream.of(source.toString(), "-o", made.toString())))
            .toList();
    new ProcessRunner(Duration.ofSeconds(1))
        .run(CommandSpec.of(command, directory, Duration.ofMinutes(1)))
        .orFail();
    Files.delete(source);
    return made;
  }

  private static Path clang() {
    Optional<Path> found =
        Stream.of("/usr/bin/clang", "/usr/local/bin/clang", "/usr/lib/llvm-14/bin/clang")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    boolean required = "required".equals(System.getenv("FRUIX_JUDGES"));
    assumeTrue(found.isPresent() || required, "there is no clang to compile a module");
    return found.orElseThrow();
  }

  @Test
  void recordsAreThoseOfKldxref() throws IOException {
    compile("if_thing.ko", MODULE);
    Files.writeString(directory.resolve("a.ko"), "no module at all");
    Files.copy(directory.resolve("if_thing.ko"), directory.resolve("if_thing.ko.debug"));
    String records =
        "01000000"
            // The module comes first, though it stands third.
            + "1c000000"
            + "02000000"
            + string("if_thing")
            + string("if_thing.ko")
            + "000000"
            + "1c000000"
            + "03000000"
            + string("thing")
            + "0000"
            + "03000000"
            + string("if_thing.ko")
            + "7c000000"
            + "04000000"
            + string("pci")
            + string("Z:name;I:vendor;J:any;I:one;I:two;Z:id;T:unit=1;")
            + "000000"
            + "02000000"
            + string("first")
            + "0000"
            + "86800000"
            + "ffffffff"
            + "01000000"
            + "02000000"
            + string("PNP0501")
            + string("")
            + "000000"
            + "22100000"
            + "07000000"
            + "ffff0000"
            + "ffff0000"
            + string("@@@0000");
    assertEquals(records, HexFormat.of().formatHex(LinkerHints.of(directory).orElseThrow()));
  }

  private static String string(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return HexFormat.of().toHexDigits((byte) bytes.length) + HexFormat.of().formatHex(bytes);
  }

  @Test
  void moduleThatCannotBeLoadedIsNamed() throws IOException {
    compile("good.ko", MODULE);
    compile("bad.ko", "extern int far; int *f(void) { return &far; }", "-fPIC");
    assertEquals(List.of("bad.ko"), LinkerHints.unloadable(directory));
  }

  @Test
  void withoutModulesThereAreNoHints() throws IOException {
    Files.writeString(directory.resolve("one.ko"), "text");
    assertEquals(Optional.empty(), LinkerHints.of(directory));
  }

  @Test
  void hintsOfAnInstalledKernelAreItsOwn() throws IOException {
    String kernel = System.getenv("FRUIX_TEST_FREEBSD_KERNEL");
    assumeTrue(
        kernel != null, "FRUIX_TEST_FREEBSD_KERNEL (a directory that kldxref has seen) unset");
    Path installed = Path.of(kernel);
    assertArrayEquals(
        Files.readAllBytes(installed.resolve(LinkerHints.FILE)),
        LinkerHints.of(installed).orElseThrow());
  }
}
