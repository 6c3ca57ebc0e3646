package fruix.event;

import java.nio.file.Path;

/** Something that a user who waits may want to see. */
public sealed interface Event {

  /** A step of one line that is not part of a build, as {@code evaluating system.scm}. */
  record Note(String text) implements Event {}

  /** Something that deserves attention but stops nothing. */
  record Warning(String text) implements Event {}

  /** How many items are to be built and how many are present; sent once before builds start. */
  record Plan(int toBuild, int present) implements Event {}

  record BuildStarted(String item) implements Event {}

  /**
   * How far a build is, or something else that takes long.
   *
   * @param phase what is being done, as {@code copying}
   * @param done bytes done so far
   * @param total 0 when unknown
   */
  record BuildProgress(String item, String phase, long done, long total) implements Event {}

  /**
   * @param millis wall time
   */
  record BuildFinished(String item, long millis) implements Event {}

  record BuildFailed(String item, Path log) implements Event {}
}
