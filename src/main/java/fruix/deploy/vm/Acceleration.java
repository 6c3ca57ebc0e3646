package fruix.deploy.vm;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Who executes the guest's instructions: the processor itself, or QEMU. */
public enum Acceleration {
  KVM("kvm", "host"),
  HVF("hvf", "host"),
  NONE("tcg", "qemu64");

  /** A hypervisor that cannot run the firmware says so within moments. */
  private static final long PROBE_SECONDS = 3;

  private static final Path KVM_DEVICE = Path.of("/dev/kvm");

  private final String accelerator;
  private final String processor;

  Acceleration(String accelerator, String processor) {
    this.accelerator = accelerator;
    this.processor = processor;
  }

  List<String> options() {
    return List.of("-accel", accelerator, "-cpu", processor);
  }

  /**
   * The best that works: what the host's system (as Java names it) has is tried with FIRMWARE,
   * since a hypervisor inside another is often there but of no use.
   */
  public static Acceleration find(Path qemu, String osName, Firmware firmware, Path log) {
    if (osName.equals("Linux") && Files.isReadable(KVM_DEVICE) && Files.isWritable(KVM_DEVICE)) {
      return KVM.works(qemu, firmware, log) ? KVM : NONE;
    }
    if (osName.equals("Mac OS X")) {
      return HVF.works(qemu, firmware, log) ? HVF : NONE;
    }
    return NONE;
  }

  /** True if FIRMWARE still runs after a while, and QEMU had nothing to say on LOG. */
  private boolean works(Path qemu, Firmware firmware, Path log) {
    List<String> command =
        List.of(
            qemu.toString(),
            "-machine",
            "q35",
            "-accel",
            accelerator,
            "-cpu",
            processor,
            "-bios",
            firmware.code().toString(),
            "-display",
            "none",
            "-serial",
            "none",
            "-monitor",
            "none");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
        return !ended && !Files.readString(log, StandardCharsets.ISO_8859_1).contains("error");
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw FruixException.io("run", qemu, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FruixException(
          Diagnostic.of(ExitCode.INTERRUPTED, "interrupted while a machine was tried"), e);
    }
  }
}
