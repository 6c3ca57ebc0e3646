package fruix.cli;

import fruix.deploy.vm.PortForward;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a virtual machine is to run.
 *
 * @param memory in bytes
 * @param waitReady how long to wait for the guest to be ready; empty to stay until it ends
 * @param detach whether it runs on once it is ready
 * @param disk where the copy of the image goes and stays; empty for one that goes with the machine
 * @param console where the serial line goes; empty for the terminal, or a file beside the disk
 */
record VmOptions(
    long memory,
    List<PortForward> forwards,
    Optional<Duration> waitReady,
    boolean detach,
    Optional<Path> disk,
    Optional<Path> console) {
  private static final long DEFAULT_MEMORY = 2L << 30;

  static Syntax addTo(Syntax syntax) {
    return syntax
        .option("SIZE", "memory of the machine (default: 2g)", "--memory")
        .repeated(
            "HOST:GUEST",
            "lead a TCP port of this machine's loopback to one of the guest's; may be repeated",
            "--port-forward")
        .option(
            "SECONDS",
            "wait so long for the guest to be ready, then end with status 0 or 1",
            "--wait-ready")
        .flag("with --wait-ready: leave the machine running once it is ready", "--detach")
        .option("FILE", "make the copy of the image FILE, and leave it there", "--disk")
        .option("FILE", "write the serial console to FILE, not to the terminal", "--console");
  }

  static VmOptions of(Arguments given) {
    List<PortForward> forwards = new ArrayList<>();
    for (String text : given.repeated("--port-forward")) {
      try {
        forwards.add(PortForward.parse(text));
      } catch (IllegalArgumentException e) {
        throw UsageErrors.of(
            "--port-forward: " + e.getMessage(), "as in --port-forward 2222:22 for ssh");
      }
    }
    Optional<Duration> wait = given.option("--wait-ready").map(VmOptions::seconds);
    if (given.flag("--detach") && wait.isEmpty()) {
      throw UsageErrors.of("--detach is for use with --wait-ready", null);
    }
    return new VmOptions(
        ByteSize.of(given, "--memory").orElse(DEFAULT_MEMORY),
        forwards,
        wait,
        given.flag("--detach"),
        given.path("--disk"),
        given.path("--console"));
  }

  private static Duration seconds(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw UsageErrors.of("`" + text + "' is not a number of seconds for --wait-ready", null);
    }
    return Duration.ofSeconds(Long.parseLong(text));
  }
}
