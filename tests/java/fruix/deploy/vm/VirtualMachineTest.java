package fruix.deploy.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VirtualMachineTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private VirtualMachine machine(Path qemu, Acceleration acceleration) {
    return new VirtualMachine(
        qemu,
        acceleration,
        dir.resolve("a,b.img"),
        new Firmware(Path.of("/fw/OVMF_CODE.fd"), Optional.empty()),
        1L << 30,
        List.of(PortForward.parse("2222:22")),
        Optional.of(dir.resolve("console")));
  }

  /** A program in the place of QEMU. */
  private Path program(String script) throws IOException {
    Path file = Files.writeString(dir.resolve("qemu"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  private void awaitReady(String script, int seconds) throws IOException {
    try (RunningMachine running =
        RunningMachine.start(
            machine(program(script), Acceleration.NONE),
            Map.of("PATH", "/bin:/usr/bin"),
            dir.resolve("log"))) {
      running.awaitReady(dir.resolve("console"), Duration.ofSeconds(seconds));
    }
  }

  @Test
  void tellsQemuWhatToRun() {
    List<String> linux = machine(Path.of("q"), Acceleration.KVM).command();
    assertEquals(List.of("-accel", "kvm", "-cpu", "host", "-m", "1024M"), linux.subList(3, 9));
    assertEquals("tcg", machine(Path.of("q"), Acceleration.NONE).command().get(4));
    assertTrue(linux.contains("user,id=net0,hostfwd=tcp:127.0.0.1:2222-:22"));
    assertTrue(linux.stream().anyMatch(word -> word.endsWith("a,,b.img")), linux::toString);
  }

  @Test
  void accelerationThatFailsIsNotUsed() throws IOException {
    Firmware firmware = new Firmware(Path.of("/fw"), Optional.empty());
    Path log = dir.resolve("log");
    assertEquals(
        Acceleration.NONE,
        Acceleration.find(program("echo 'internal error'; sleep 60"), "Mac OS X", firmware, log));
    assertEquals(
        Acceleration.NONE, Acceleration.find(program("exit 1"), "Mac OS X", firmware, log));
    assertEquals(
        Acceleration.HVF, Acceleration.find(program("exec sleep 60"), "Mac OS X", firmware, log));
    assertEquals(Acceleration.NONE, Acceleration.find(program(""), "FreeBSD", firmware, log));
  }

  @Test
  void readyIsWhatTheConsoleShows() throws IOException {
    awaitReady("cd '" + dir + "'; echo boot >console; echo 'fruix: ready' >>console; sleep 60", 30);
  }

  @Test
  void aMachineThatIsNotReadyShowsItsLastWords() {
    String script = "cd '" + dir + "'; echo 'panic: no root' >console";
    FruixException ended = assertThrows(FruixException.class, () -> awaitReady(script, 30));
    assertEquals("the machine ended before it was ready", ended.getMessage());
    assertEquals(List.of("panic: no root"), ended.diagnostics().get(0).trace());
    FruixException late =
        assertThrows(FruixException.class, () -> awaitReady(script + "; exec sleep 60", 1));
    assertEquals("the machine was not ready after 1 s", late.getMessage());
  }

  @Test
  void theImageIsCopiedAndTheCopyGoes() throws IOException {
    Path image = Files.writeString(dir.resolve("image"), "x");
    Path vars = Files.writeString(dir.resolve("OVMF_VARS.fd"), "v");
    Files.writeString(dir.resolve("OVMF_CODE.fd"), "c");
    Firmware firmware = Firmware.find(dir.resolve("OVMF_CODE.fd").toString());
    assertEquals(Optional.of(vars), firmware.variables());
    Path copy;
    try (MachineFiles files = MachineFiles.copy(image, Optional.empty(), firmware)) {
      copy = files.disk();
      assertEquals("x", Files.readString(copy));
      Files.writeString(copy, "written by the guest");
    }
    assertFalse(Files.exists(copy));
    assertEquals("x", Files.readString(image));
    Path kept = dir.resolve("kept.img");
    MachineFiles.copy(image, Optional.of(kept), firmware).close();
    assertEquals("x", Files.readString(kept));
  }

  @Test
  void portsAreTwoNumbers() {
    for (String wrong : List.of("22", "0:22", "22:70000", "a:b", "22:")) {
      assertThrows(IllegalArgumentException.class, () -> PortForward.parse(wrong), wrong);
    }
  }
}
