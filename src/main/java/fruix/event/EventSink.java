package fruix.event;

/** Takes events; called from several threads, must not block for long and must not throw. */
@FunctionalInterface
public interface EventSink {
  /** Drops every event. */
  EventSink SILENT = event -> {};

  void emit(Event event);
}
