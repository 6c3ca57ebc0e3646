package fruix.nativebuild.executor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.event.Event;
import fruix.process.CommandSpec;
import fruix.process.ProcessRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is done to other machines; `ssh' and `scp' are scripts that write down how they were called.
 */
final class DriveTest {
  private static final Executor GUEST =
      new Executor(
          ExecutorKind.SSH_GUEST,
          "builder",
          "2",
          new TreeMap<>(
              Map.of(
                  "host", "2001:db8::7",
                  "port", "2222",
                  "identity-file", "/keys/id",
                  "known-hosts-file", "/keys/known hosts")));
  private static final List<String> OPTIONS =
      List.of(
          "-o",
          "BatchMode=yes",
          "-o",
          "ConnectTimeout=60",
          "-o",
          "ServerAliveInterval=60",
          "-o",
          "StrictHostKeyChecking=yes",
          "-o",
          "UserKnownHostsFile=\"/keys/known hosts\"",
          "-o",
          "IdentitiesOnly=yes",
          "-i",
          "/keys/id");

  @TempDir Path directory;

  private final List<Event> events = new ArrayList<>();
  private Path calls;

  @BeforeEach
  void programs() throws IOException {
    calls = directory.resolve("calls");
    // What the archive of a guest holds is what is in `guest'.
    Files.createDirectories(directory.resolve("guest"));
    Files.writeString(directory.resolve("guest/promotion.scm"), "()\n");
    program("ssh", "");
    program(
        "scp", "for last; do :; done\ncase $last in *.tar) tar -C guest -cf \"$last\" . ;; esac\n");
  }

  /** Makes the program NAME, which writes its last word down and then does BODY. */
  private void program(String name, String body) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(
        file,
        "#!/bin/sh\ncd '"
            + directory
            + "'\nPATH=/usr/bin:/bin\nfor word; do :; done\n"
            + "echo \""
            + name
            + " $word\" >>calls\n"
            + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path run(Engine engine) {
    Drive drive =
        new Drive(
            new ProcessRunner(Duration.ofSeconds(1)),
            events::add,
            name -> Optional.of(directory.resolve(name)).filter(Files::exists),
            Map.of("HOME", "/home/me", "SECRET", "x"));
    return drive.run(engine, "echo engine\n", directory.resolve("results/r1"));
  }

  private static Engine engine(Executor executor) {
    return new Engine(executor, "r1", "", OptionalInt.of(3));
  }

  private List<String> steps() throws IOException {
    return Files.readAllLines(calls).stream()
        .map(line -> line.replaceAll(".*'--' '([a-z-]+)'$", "$1"))
        .toList();
  }

  @Test
  void sshIsCalledSoThatItNeverAsks() {
    SshGuest guest =
        new SshGuest(engine(GUEST), Path.of("/bin/ssh"), Path.of("/bin/scp"), Map.of("HOME", "/h"));
    CommandSpec step = guest.step("buildworld");
    List<String> expected = new ArrayList<>(List.of("/bin/ssh", "-T"));
    expected.addAll(OPTIONS);
    expected.addAll(List.of("-p", "2222", "-l", "root", "--", "2001:db8::7"));
    expected.add(
        "'/bin/sh' '/var/tmp/fruix-native-build-r1.sh' '--run-id' 'r1' '--jobs' '3' '--executor'"
            + " 'ssh-guest' 'builder' '2' 'host' '2001:db8::7' 'port' '2222' '--' 'buildworld'");
    assertEquals(expected, step.command());
    assertEquals(Map.of("HOME", "/h"), step.environment());
    List<String> copy = new ArrayList<>(List.of("/bin/scp", "-q"));
    copy.addAll(OPTIONS);
    copy.addAll(
        List.of(
            "-P",
            "2222",
            "--",
            "/x/engine",
            "root@[2001:db8::7]:/var/tmp/fruix-native-build-r1.sh"));
    assertEquals(copy, guest.prepare(Path.of("/x/engine")).get(0).command());
  }

  @Test
  void jailIsMadeUsedAndRemoved() {
    Executor executor =
        new Executor(ExecutorKind.JAIL, "j", "1", new TreeMap<>(Map.of("root", "/jails/dev")));
    Jail jail = new Jail(new Engine(executor, "a.b", "kernel", OptionalInt.empty()));
    assertEquals(
        List.of(
            List.of("/bin/cp", "/x/engine", "/jails/dev/var/tmp/fruix-native-build-a.b.sh"),
            List.of(
                "/usr/sbin/jail",
                "-c",
                "name=fruix-native-a_b",
                "path=/jails/dev",
                "host.hostname=fruix-native-build",
                "mount.devfs",
                "persist")),
        jail.prepare(Path.of("/x/engine")).stream().map(CommandSpec::command).toList());
    assertEquals(
        List.of(
            "/usr/sbin/jexec",
            "fruix-native-a_b",
            "/bin/sh",
            "/var/tmp/fruix-native-build-a.b.sh",
            "--run-id",
            "a.b",
            "--only",
            "kernel",
            "--executor",
            "jail",
            "j",
            "1",
            "root",
            "/jails/dev",
            "--",
            "check"),
        jail.step("check").command());
    assertEquals(
        Path.of("/jails/dev/var/lib/fruix/native-builds/a.b"), jail.result().orElseThrow());
    assertEquals(
        List.of("/usr/sbin/jail", "-r", "fruix-native-a_b"), jail.cleanUp().get(0).command());
  }

  @Test
  void everyStepIsDrivenAndTheResultCollected() throws IOException {
    Path result = run(engine(GUEST));
    assertEquals(directory.resolve("results/r1"), result);
    assertEquals("()\n", Files.readString(result.resolve("promotion.scm")));
    assertEquals(
        List.of(
            "scp root@[2001:db8::7]:/var/tmp/fruix-native-build-r1.sh",
            "check",
            "buildworld",
            "buildkernel",
            "install",
            "result",
            "archive",
            "scp " + directory.resolve("results/r1.tar"),
            "ssh 'rm' '-f' '/var/tmp/fruix-native-build-r1.sh' '/var/tmp/fruix-native-build-r1.tar'"),
        steps());
    try (var left = Files.list(directory.resolve("results"))) {
      assertEquals(List.of(result), left.toList());
    }
  }

  @Test
  void failedStepTellsTheGuestsOwnWordsAndEndsTheRun() throws IOException {
    program("ssh", "case $word in *buildkernel*) echo 'main.c:1: error: no' >&2; exit 1 ;; esac\n");
    FruixException e = assertThrows(FruixException.class, () -> run(engine(GUEST)));
    assertEquals(ExitCode.BUILD, e.exitCode());
    assertEquals(List.of("main.c:1: error: no"), e.diagnostics().get(0).trace());
    List<String> steps = steps();
    assertFalse(steps.contains("install"), steps.toString());
    assertTrue(steps.get(steps.size() - 1).startsWith("ssh 'rm'"), steps.toString());
  }

  @Test
  @Timeout(60)
  void interruptEndsTheBuildOverThere() throws Exception {
    program("ssh", "case $word in *buildworld*) : >started; exec sleep 50 ;; esac\n");
    List<FruixException> thrown = new ArrayList<>();
    Thread thread =
        new Thread(() -> thrown.add(assertThrows(FruixException.class, () -> run(engine(GUEST)))));
    thread.start();
    while (!Files.exists(directory.resolve("started"))) {
      Thread.sleep(20);
    }
    thread.interrupt();
    thread.join();
    assertEquals(ExitCode.INTERRUPTED, thrown.get(0).exitCode());
    assertTrue(steps().contains("stop"), steps().toString());
  }

  @Test
  void runThatFailedLeavesNothingInItsWay() throws IOException {
    program("ssh", "case $word in *buildkernel*) exit 1 ;; esac\n");
    assertThrows(FruixException.class, () -> run(engine(GUEST)));
    program("ssh", "");
    program("scp", "for last; do :; done\ncase $last in *.tar) echo broken >\"$last\" ;; esac\n");
    assertThrows(FruixException.class, () -> run(engine(GUEST)));
    try (var left = Files.list(directory.resolve("results"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void archiveCannotEscape() throws IOException {
    program(
        "scp",
        "for last; do :; done\ncase $last in *.tar) cd guest; : >../x; tar -P -cf \"$last\" ../x ;; esac\n");
    assertThrows(FruixException.class, () -> run(engine(GUEST)));
  }

  @Test
  void selfHostedAndHostAreNotDriven() {
    for (ExecutorKind kind : List.of(ExecutorKind.SELF_HOSTED, ExecutorKind.HOST)) {
      Executor executor = new Executor(kind, "x", "1", new TreeMap<>());
      FruixException e = assertThrows(FruixException.class, () -> run(engine(executor)));
      assertEquals(ExitCode.FAILED, e.exitCode());
    }
  }

  @Test
  void missingJailProgramIsSaid() {
    Executor executor =
        new Executor(ExecutorKind.JAIL, "j", "1", new TreeMap<>(Map.of("root", "/jails/dev")));
    FruixException e = assertThrows(FruixException.class, () -> run(engine(executor)));
    assertTrue(e.getMessage().contains("there is no jail"), e.getMessage());
  }
}
