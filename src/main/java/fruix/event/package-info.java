/**
 * Progress as values: core code emits an {@link fruix.event.Event} to an {@link
 * fruix.event.EventSink} and never prints; renderers on the command line turn events into a bar,
 * plain lines or nothing.
 */
package fruix.event;
