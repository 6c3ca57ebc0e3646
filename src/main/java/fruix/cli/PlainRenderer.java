package fruix.cli;

import fruix.event.Event;
import java.io.OutputStream;

/** A line for each event that is worth one. */
final class PlainRenderer implements Renderer {
  private final ErrorStream err;
  private final boolean quiet;

  PlainRenderer(OutputStream err, boolean quiet) {
    this.err = new ErrorStream(err);
    this.quiet = quiet;
  }

  @Override
  public synchronized void emit(Event event) {
    String line = EventText.line(event);
    if (!line.isEmpty() && (!quiet || event instanceof Event.Warning)) {
      err.print(line + "\n");
    }
  }

  @Override
  public void close() {}
}
