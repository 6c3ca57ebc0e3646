package fruix.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a target may be touched; that is said before anything is built. */
final class SystemInstallCommandTest {
  private static final byte[] DIARY = "Dear diary".getBytes(StandardCharsets.UTF_8);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @SuppressWarnings("NullAway.Init")
  private FakeHost host;

  @BeforeEach
  void makeHost() throws IOException {
    dir = temporary.toRealPath();
    host = new FakeHost(dir, Map.of("FRUIX_ROOT", dir.resolve("root").toString()));
    Files.write(dir.resolve("diary"), DIARY);
  }

  /** Of a declaration that is not there: what is refused before that is refused for the target. */
  private int install(String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "system";
    args[1] = "install";
    args[2] = "none.scm";
    System.arraycopy(options, 0, args, 3, options.length);
    return host.run(args);
  }

  private void requireUntouched() throws IOException {
    assertArrayEquals(DIARY, Files.readAllBytes(dir.resolve("diary")));
  }

  @Test
  void withNobodyToAskNothingIsErased() throws IOException {
    assertEquals(1, install("--target", "diary"));
    assertEquals(
        "error: "
            + dir.resolve("diary")
            + " holds data of an unknown kind\n  = hint: `--force' erases it\n",
        host.stderr());
    requireUntouched();
  }

  @Test
  void onATerminalOnlyYesIsYes() throws IOException {
    host.answer("y");
    assertEquals(1, install("--target", "diary"));
    String file = dir.resolve("diary").toString();
    assertEquals(
        "erase "
            + file
            + ", which holds data of an unknown kind? Type yes to go on: error: nothing was written to "
            + file
            + "\n",
        host.stderr());
    requireUntouched();
  }

  @Test
  void yesForceAndNothingToLoseGoOn() throws IOException {
    host.answer("yes");
    install("--target", "diary");
    assertTrue(host.stderr().contains("none.scm"), host.stderr());
    host.err.reset();
    host.answer("no");
    install("--target", "diary", "--force");
    assertFalse(host.stderr().contains("erase"), host.stderr());
    assertTrue(host.stderr().contains("none.scm"), host.stderr());
    host.err.reset();
    install("--target", "new.img");
    assertFalse(host.stderr().contains("erase"), host.stderr());
    assertTrue(host.stderr().contains("none.scm"), host.stderr());
    requireUntouched();
  }

  @Test
  void whatForceCannotHelpIsRefusedWithIt() {
    assertEquals(1, install("--target", ".", "--force"));
    assertTrue(host.stderr().contains(dir + " is a directory"), host.stderr());
    host.err.reset();
    assertEquals(2, install());
    assertTrue(host.stderr().contains("--target is missing"), host.stderr());
  }
}
