package fruix.nativebuild.executor;

import java.util.regex.Pattern;

/**
 * One property that executors of a kind may have.
 *
 * @param form what its value looks like, as a whole
 * @param local whether it concerns the driving machine alone, so that no result tells it
 */
record ExecutorProperty(String name, boolean required, Pattern form, boolean local) {

  static ExecutorProperty required(String name, String form) {
    return new ExecutorProperty(name, true, Pattern.compile(form), false);
  }

  static ExecutorProperty optional(String name, String form) {
    return new ExecutorProperty(name, false, Pattern.compile(form), false);
  }

  static ExecutorProperty local(String name, String form) {
    return new ExecutorProperty(name, false, Pattern.compile(form), true);
  }
}
