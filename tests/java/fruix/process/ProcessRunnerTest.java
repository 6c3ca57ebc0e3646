package fruix.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProcessRunnerTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

  @TempDir Path directory;

  private final ProcessRunner runner = new ProcessRunner(Duration.ofMillis(300));

  /** A program that does what SCRIPT says. */
  private CommandSpec fake(String script, Duration limit) throws IOException {
    Path program = directory.resolve("fake");
    Files.writeString(program, script);
    return CommandSpec.of(List.of("/bin/sh", program.toString(), "an argument"), directory, limit)
        .withEnvironment(PATH);
  }

  @Test
  void resultHasStatusAndBothStreams() throws IOException {
    CommandResult result = runner.run(fake("echo \"<$1>\"; echo oops >&2; exit 3", LONG));
    assertEquals(3, result.status());
    assertEquals("<an argument>\n", result.output());
    assertEquals("oops\n", result.errors());
  }

  @Test
  void bothStreamsAreDrainedWhateverTheirSize() throws IOException {
    String script =
        "i=0; while [ $i -lt 3000 ]; do"
            + " printf '%01000d' $i; printf '%01000d' $i >&2; i=$((i+1)); done";
    CommandResult result = runner.run(fake(script, LONG));
    assertEquals(0, result.status());
    assertEquals(ProcessRunner.CAPTURE_LIMIT, result.output().length());
    assertTrue(result.output().endsWith("0002999"), "the tail is kept");
    assertTrue(result.errors().endsWith("0002999"), "the tail is kept");
  }

  @Test
  void programSeesOnlyTheGivenEnvironment() throws IOException {
    CommandResult result =
        runner.run(fake("env", LONG).withEnvironment(Map.of("PATH", "/usr/bin:/bin", "A", "1")));
    List<String> names =
        result.output().lines().map(line -> line.replaceFirst("=.*", "")).sorted().toList();
    // The shell itself sets some of these.
    assertTrue(List.of("A", "OLDPWD", "PATH", "PWD", "SHLVL", "_").containsAll(names), "" + names);
    assertTrue(names.contains("A"));
  }

  @Test
  void standardInputIsEmpty() throws IOException {
    assertEquals("end\n", runner.run(fake("cat; echo end", LONG)).output());
  }

  @Test
  void logTakesBothStreams() throws IOException {
    Path log = directory.resolve("log");
    Files.writeString(log, "before\n");
    CommandResult result = runner.run(fake("echo one; echo two >&2", LONG).withLog(log));
    assertEquals("", result.output() + result.errors());
    assertEquals("before\none\ntwo\n", Files.readString(log));
  }

  @Test
  void missingProgramIsNamed() {
    CommandSpec spec = CommandSpec.of(List.of("/nowhere/prog"), directory, LONG);
    FruixException e = assertThrows(FruixException.class, () -> runner.run(spec));
    assertTrue(e.getMessage().startsWith("cannot run `/nowhere/prog': "), e.getMessage());
  }

  @Test
  void failureQuotesTheLastWords() throws IOException {
    CommandResult result = runner.run(fake("echo boom >&2; exit 7", LONG));
    FruixException e = assertThrows(FruixException.class, result::orFail);
    assertEquals("`sh' failed with exit status 7", e.getMessage());
    assertEquals(List.of("boom"), e.diagnostics().get(0).trace());
  }

  @Test
  void timeLimitKillsTheWholeTree() throws Exception {
    CommandSpec spec =
        fake(
            "trap '' TERM; (trap '' TERM; echo $$ >started; while :; do sleep 0.1; date >beat;"
                + " done) & wait",
            Duration.ofSeconds(1));
    FruixException e = assertThrows(FruixException.class, () -> runner.run(spec));
    assertEquals("`sh' did not end within 1 s", e.getMessage());
    assertStopped();
  }

  @Test
  void interruptKillsTheWholeTree() throws Exception {
    CommandSpec spec =
        fake("(echo 1 >started; while :; do sleep 0.1; date >beat; done) & wait", LONG);
    AtomicReference<FruixException> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> thrown.set(assertThrows(FruixException.class, () -> runner.run(spec))), "run");
    thread.start();
    while (!Files.exists(directory.resolve("beat"))) {
      Thread.sleep(20);
    }
    thread.interrupt();
    thread.join();
    assertEquals(ExitCode.INTERRUPTED, thrown.get().exitCode());
    assertStopped();
  }

  /** The background loop ran, and runs no more. */
  private void assertStopped() throws Exception {
    assertTrue(Files.exists(directory.resolve("started")));
    Files.deleteIfExists(directory.resolve("beat"));
    Thread.sleep(500);
    assertFalse(Files.exists(directory.resolve("beat")), "a descendant is still running");
  }

  @Test
  void streamLeftOpenByTheBackgroundDoesNotBlock() throws IOException {
    CommandResult result = runner.run(fake("sleep 20 & echo done", LONG));
    assertEquals("done\n", result.output());
  }

  @Test
  void signalIsShownInTheStatus() throws IOException {
    assertEquals(128 + 9, runner.run(fake("kill -9 $$", LONG)).status());
  }

  @Test
  void streamFeedsAFileAndHandsOverTheOutput() throws IOException {
    Path input = Files.writeString(directory.resolve("input"), "line\n".repeat(500_000));
    long[] seen = {0};
    CommandResult result =
        runner.stream(
            fake("cat; echo done >&2; exit 3", LONG),
            input,
            output -> seen[0] = output.readAllBytes().length);
    assertEquals(2_500_000, seen[0]);
    assertEquals(3, result.status());
    assertEquals("done\n", result.errors());
  }

  @Test
  void streamThatEndsTooEarlyIsTheProgramsFailure() throws IOException {
    Path input = Files.writeString(directory.resolve("input"), "");
    CommandResult result =
        runner.stream(
            fake("echo broken >&2; exit 9", LONG),
            input,
            output -> {
              throw new EOFException("too little");
            });
    assertEquals(9, result.status());
    assertEquals("broken\n", result.errors());
    CommandSpec content = fake("exit 0", LONG);
    assertThrows(
        FruixException.class,
        () ->
            runner.stream(
                content,
                input,
                output -> {
                  throw new EOFException("too little");
                }));
  }

  @Test
  void streamLeavesNothingRunning() throws IOException {
    Path input = Files.writeString(directory.resolve("input"), "");
    Path mark = directory.resolve("mark");
    String script = "echo start; sleep 3; touch " + mark;
    CommandSpec endless = fake(script, LONG);
    assertThrows(
        IOException.class,
        () ->
            runner.stream(
                endless,
                input,
                output -> {
                  throw new IOException("enough");
                }));
    CommandSpec late = fake(script, Duration.ofMillis(200));
    FruixException e =
        assertThrows(
            FruixException.class,
            () -> runner.stream(late, input, output -> output.readAllBytes()));
    assertTrue(e.getMessage().contains("did not end within"), e.getMessage());
    assertFalse(Files.exists(mark));
  }

  @Test
  void whatTheTakerOfLinesThrowsEndsTheProgram() throws IOException {
    CommandSpec endless = fake("while echo line; do :; done", LONG);
    FruixException thrown =
        assertThrows(
            FruixException.class,
            () ->
                runner.run(
                    endless,
                    line -> {
                      throw FruixException.failed("no space left");
                    }));
    assertEquals("no space left", thrown.diagnostics().get(0).message());
  }
}
