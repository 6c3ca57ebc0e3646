package fruix.scheme.runtime;

import java.time.zone.ZoneRulesProvider;
import java.util.Set;

/** Names of the time zone database. */
public final class TimeZones {
  /** Names that FreeBSD has, too, and Java keeps apart. */
  private static final Set<String> MORE = Set.of("EST", "HST", "MST", "ROC", "Factory");

  private TimeZones() {}

  /** True when NAME is a zone or a link of the tz database, as this Java has it. */
  public static boolean isKnown(CharSequence name) {
    String zone = name.toString();
    // The usual one, before all the others are read.
    return zone.equals("UTC")
        || MORE.contains(zone)
        || ZoneRulesProvider.getAvailableZoneIds().contains(zone);
  }
}
