package fruix.archive.fetch;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param connect until a connection stands
 * @param stall without a byte from the server, also before the first
 * @param attempts how often a broken transfer is taken up, the first included
 * @param pause before the second attempt; twice as long before each further one
 */
record Limits(Duration connect, Duration stall, int attempts, Duration pause) {
  static final Limits USUAL =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), 4, Duration.ofSeconds(1));
}
