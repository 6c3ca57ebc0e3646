package fruix.cli;

import fruix.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One line at the foot of the terminal that is written over: how many builds are done, and what the
 * oldest running one does. Warnings and failures scroll away above it.
 */
final class LiveRenderer implements Renderer {
  /** At most ten times a second. */
  private static final long INTERVAL_NANOS = 100_000_000L;

  /** ECMA-48: return, then erase to the end of the line. */
  private static final String CLEAR = "\r\u001b[K";

  private final ErrorStream err;
  private final int columns;
  private final LongSupplier nanoTime;
  private final Map<String, String> running = new LinkedHashMap<>();
  private String note = "";
  private int total;
  private int finished;
  private long lastDrawn;
  private boolean drawn;

  LiveRenderer(Host host) {
    this.err = new ErrorStream(host.err());
    this.columns = host.columns();
    this.nanoTime = host.nanoTime();
    this.lastDrawn = nanoTime.getAsLong() - INTERVAL_NANOS;
  }

  @Override
  public synchronized void emit(Event event) {
    if (event instanceof Event.Note text) {
      note = text.text();
    } else if (event instanceof Event.Plan plan) {
      total = plan.toBuild();
    } else if (event instanceof Event.BuildStarted started) {
      running.put(started.item(), "");
    } else if (event instanceof Event.BuildProgress progress) {
      String far = EventText.progress(progress);
      if (running.replace(progress.item(), far) == null) {
        note = progress.item() + " " + far; // of no build
      }
    } else if (event instanceof Event.BuildFinished done) {
      running.remove(done.item());
      finished++;
    } else {
      above(EventText.line(event));
    }
    draw();
  }

  private void above(String line) {
    err.print((drawn ? CLEAR : "") + line + "\n");
    drawn = false;
    lastDrawn -= INTERVAL_NANOS;
  }

  private void draw() {
    long now = nanoTime.getAsLong();
    if (now - lastDrawn < INTERVAL_NANOS) {
      return;
    }
    lastDrawn = now;
    String line = line();
    err.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
    drawn = true;
  }

  private String line() {
    if (running.isEmpty()) {
      return total == 0 ? note : "[" + finished + "/" + total + "]";
    }
    Map.Entry<String, String> oldest = running.entrySet().iterator().next();
    String more = running.size() == 1 ? "" : " (and " + (running.size() - 1) + " more)";
    return "["
        + finished
        + "/"
        + total
        + "] "
        + name(oldest.getKey())
        + " "
        + oldest.getValue()
        + more;
  }

  /** The last component of an item's path, without its hash. */
  private static String name(String item) {
    return item.substring(item.lastIndexOf('/') + 1).replaceFirst("^[0-9a-f]{40}-", "");
  }

  @Override
  public synchronized void close() {
    if (drawn) {
      err.print(CLEAR);
      drawn = false;
    }
  }
}
