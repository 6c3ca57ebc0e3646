package fruix.cli;

import fruix.event.Event;
import java.util.Locale;

/** Events as words. */
final class EventText {
  private static final double MILLIS = 1000.0;
  private static final int PERCENT = 100;

  private EventText() {}

  /** One line without its end; the empty string for what is not worth a line of its own. */
  static String line(Event event) {
    if (event instanceof Event.Note note) {
      return note.text();
    } else if (event instanceof Event.Warning warning) {
      return "warning: " + warning.text();
    } else if (event instanceof Event.Plan plan) {
      return plan.toBuild() == 0
          ? ""
          : plan.toBuild() + " to build, " + plan.present() + " present";
    } else if (event instanceof Event.BuildStarted started) {
      return "building " + started.item();
    } else if (event instanceof Event.BuildFinished finished) {
      return String.format(
          Locale.ROOT, "built %s in %.1f s", finished.item(), finished.millis() / MILLIS);
    } else if (event instanceof Event.BuildFailed failed) {
      return "failed " + failed.item() + " (log: " + failed.log() + ")";
    }
    return "";
  }

  /** {@code copying 42 %}; when the total is unknown {@code copying 42 MiB}, or no figure. */
  static String progress(Event.BuildProgress progress) {
    if (progress.total() > 0) {
      return progress.phase() + " " + progress.done() * PERCENT / progress.total() + " %";
    }
    return progress.phase() + (progress.done() > 0 ? " " + (progress.done() >> 20) + " MiB" : "");
  }
}
