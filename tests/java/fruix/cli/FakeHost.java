package fruix.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** A host whose streams are looked at afterwards. */
final class FakeHost {
  final ByteArrayOutputStream out = new ByteArrayOutputStream();
  final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Path directory;
  private final Map<String, String> environment;
  private Optional<InputStream> answers = Optional.empty();
  private long nanos;

  FakeHost(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  Host host() {
    return host(out, 0);
  }

  /** With OUT as standard output and a terminal of COLUMNS as standard error. */
  Host host(OutputStream stdout, int columns) {
    return new Host(
        environment,
        directory,
        1000,
        "Linux",
        columns,
        2,
        stdout,
        err,
        answers,
        InstantSource.fixed(Instant.EPOCH),
        () -> nanos += 1_000_000);
  }

  /** Seats somebody at the terminal who types LINE when he is asked. */
  void answer(String line) {
    answers = Optional.of(new ByteArrayInputStream((line + "\n").getBytes(StandardCharsets.UTF_8)));
  }

  void advanceSeconds(long seconds) {
    nanos += seconds * 1_000_000_000L;
  }

  /** Runs ARGS; the exit status. */
  int run(String... args) {
    return new Cli(host()).run(args);
  }

  String stdout() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String stderr() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
