package fruix.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * All that a command may know of the machine that it runs on.
 *
 * @param directory the working directory, absolute
 * @param userId 0 for root
 * @param osName as Java names it: {@code Linux}, {@code FreeBSD}, {@code Mac OS X}
 * @param columns width of the terminal that standard error is; 0 when it is none
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 * @param answers standard input, when it and standard error are terminals: somebody can be asked
 * @param clock the time of day, for what records when it was made; never for what is made
 * @param nanoTime a clock for durations only
 */
record Host(
    Map<String, String> environment,
    Path directory,
    long userId,
    String osName,
    int columns,
    int processors,
    OutputStream out,
    OutputStream err,
    Optional<InputStream> answers,
    InstantSource clock,
    LongSupplier nanoTime) {

  Host {
    environment = Map.copyOf(environment);
  }

  /** The variable NAME; the empty string when it is unset. */
  String variable(String name) {
    return environment.getOrDefault(name, "");
  }

  /** The program NAME, found on the PATH. */
  Optional<Path> program(String name) {
    return Arrays.stream(variable("PATH").split(":", -1))
        .filter(place -> place.startsWith("/"))
        .map(place -> Path.of(place, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  boolean isRoot() {
    return userId == 0;
  }

  boolean isFreeBsd() {
    return osName.equals("FreeBSD");
  }
}
