package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user sees of a command line that is right, wrong or unlucky. */
final class CliTest {
  @TempDir Path directory;

  private FakeHost fake() {
    return new FakeHost(directory, Map.of("HOME", "/home/u"));
  }

  @Test
  void versionIsAResult() {
    FakeHost fake = fake();
    assertEquals(0, fake.run("--version"));
    assertEquals("version=unpackaged\n", fake.stdout());
    assertEquals("", fake.stderr());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stor|unknown command `stor' of `fruix'|did you mean `store'?",
        "store ad x|unknown command `ad' of `fruix store'|did you mean `add'?",
        "help stroe|unknown command `stroe' of `fruix'|did you mean `store'?",
        "store --root /x ad|unknown command `ad' of `fruix store'|did you mean `add'?",
        "--root store --json|`fruix' needs a command|one of gc, image, native-build, source, store, system; `fruix help' tells more",
        "--jsno gc|unknown option `--jsno' of `fruix gc'|did you mean `--json'?",
        "gc --dry-rum|unknown option `--dry-rum' of `fruix gc'|did you mean `--dry-run'?",
        "gc now|`fruix gc' does not take the argument `now'|see `fruix help gc'",
        "store add|`fruix store add' needs PATH|see `fruix help store add'",
        "store diff x|`fruix store diff' needs NEW|see `fruix help store diff'",
        "store add --name|`fruix store add' needs a value for --name|see `fruix help store add'",
        "gc --jobs x|`x' is not a number for --jobs|",
        "system image x --format vdi|`vdi' is not a format for --format|one of raw, qcow2, qcow2-compressed, vmdk, vmdk-stream, vhd, vhd-fixed",
        "gc --jobs 0|--jobs must be at least 1|",
      })
  void wrongUseIsAUsageError(String line, String message, String hint) {
    FakeHost fake = fake();
    assertEquals(2, fake.run(line.split(" ")));
    assertEquals("", fake.stdout());
    String expected = "error: " + message + "\n" + (hint == null ? "" : "  = hint: " + hint + "\n");
    assertEquals(expected, fake.stderr());
  }

  @Test
  void noCommandIsAUsageErrorThatListsThem() {
    FakeHost fake = fake();
    assertEquals(2, fake.run());
    assertTrue(fake.stderr().startsWith("error: `fruix' needs a command\n  = hint: one of gc, "));
  }

  @Test
  void helpGoesToStandardOutput() {
    FakeHost fake = fake();
    assertEquals(0, fake.run("help", "store"));
    assertTrue(fake.stdout().startsWith("Usage: fruix store "), fake.stdout());
    FakeHost option = fake();
    assertEquals(0, option.run("store", "--help"));
    assertEquals(fake.stdout(), option.stdout());
  }

  @Test
  void everyCommandHasHelpAndEveryNameACommand() {
    for (String name : Commands.NAMES) {
      assertTrue(Usage.of(name).startsWith("Usage: fruix " + name + " "), name);
    }
    assertTrue(Usage.of("").contains("\n  gc ") && Usage.of("").contains("\n  store "));
  }

  @Test
  void globalOptionsMayStandAnywhere() {
    String root = directory.resolve("r").toString();
    for (String line : new String[] {"--json --root %s gc", "gc --root %s --json"}) {
      FakeHost fake = fake();
      assertEquals(0, fake.run(String.format(line, root).split(" ")), fake.stderr());
      assertTrue(fake.stdout().startsWith("{\"deleted_count\":0,"), fake.stdout());
    }
  }

  @Test
  void resultThatCannotBeWrittenIsAFailure() {
    FakeHost fake = fake();
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    assertEquals(1, new Cli(fake.host(full, 0)).run("--version"));
    assertEquals(
        "error: cannot write to standard output: No space left on device\n", fake.stderr());
  }
}
