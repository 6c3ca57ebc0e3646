package fruix.scheme.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZonesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Etc/UTC",
        "GMT0",
        "Europe/Berlin",
        "US/Eastern",
        "EST",
        "America/Indiana/Knox"
      })
  void knowsWhatTheDatabaseHas(String name) {
    assertTrue(TimeZones.isKnown(name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "utc", "Europe/Berln", "Europe", "../etc/passwd", "/Europe/Berlin", "UTC+1"})
  void knowsNothingElse(String name) {
    assertFalse(TimeZones.isKnown(name));
  }
}
