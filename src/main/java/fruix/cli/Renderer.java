package fruix.cli;

import fruix.event.EventSink;

/** Shows events on standard error; closing it leaves the terminal clean. */
interface Renderer extends EventSink, AutoCloseable {

  @Override
  void close();

  /** The renderer for HOST: a live line on a terminal, else plain lines; QUIET warns only. */
  static Renderer of(Host host, boolean quiet) {
    if (quiet || host.columns() == 0) {
      return new PlainRenderer(host.err(), quiet);
    }
    return new LiveRenderer(host);
  }
}
