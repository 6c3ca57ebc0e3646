package fruix.deploy.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine to run: what QEMU is told.
 *
 * @param qemu the program
 * @param disk which the guest writes to
 * @param firmware its variables are a file that the guest writes to
 * @param memory in bytes
 * @param console the file that the serial line is written to; the terminal when empty
 */
public record VirtualMachine(
    Path qemu,
    Acceleration acceleration,
    Path disk,
    Firmware firmware,
    long memory,
    List<PortForward> forwards,
    Optional<Path> console) {
  private static final long MIB = 1 << 20;

  public VirtualMachine {
    forwards = List.copyOf(forwards);
    if (memory < MIB) {
      throw new IllegalArgumentException("a machine with " + memory + " bytes of memory");
    }
  }

  /** The command line. */
  List<String> command() {
    List<String> command = new ArrayList<>(List.of(qemu.toString(), "-machine", "q35"));
    command.addAll(acceleration.options());
    command.addAll(List.of("-m", memory / MIB + "M"));
    command.addAll(List.of("-drive", flash(firmware.code()) + ",readonly=on"));
    firmware.variables().ifPresent(file -> command.addAll(List.of("-drive", flash(file))));
    command.addAll(List.of("-drive", "if=virtio,format=raw,file=" + quoted(disk)));
    StringBuilder network = new StringBuilder("user,id=net0");
    forwards.forEach(forward -> network.append(',').append(forward.rule()));
    command.addAll(List.of("-netdev", network.toString(), "-device", "virtio-net-pci,netdev=net0"));
    command.addAll(List.of("-device", "virtio-rng-pci", "-no-reboot", "-display", "none"));
    if (console.isPresent()) {
      command.addAll(List.of("-monitor", "none", "-serial", "file:" + quoted(console.get())));
    } else {
      command.addAll(List.of("-serial", "mon:stdio"));
    }
    return command;
  }

  private static String flash(Path file) {
    return "if=pflash,format=raw,file=" + quoted(file);
  }

  /** FILE as QEMU reads it in a list of options. */
  private static String quoted(Path file) {
    return file.toString().replace(",", ",,");
  }
}
