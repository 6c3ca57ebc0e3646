package fruix.scheme.sandbox;

import fruix.scheme.sandbox.EvaluationStopped.Reason;
import org.jspecify.annotations.Nullable;

/**
 * How many steps the code of one declaration may still take.
 *
 * <p>A step is a call or a turn of a loop in user code, the expansion of one form, or the visit of
 * one element, character or word by a library procedure. Once the budget is used up or the thread
 * is interrupted, every further step throws the same {@link EvaluationStopped}: no handler of the
 * user's can go on. Compiled user code calls the public methods, whenever it runs.
 */
public final class Budget {
  /** So many steps, that what a program of the usual budget can hold stays in a small heap. */
  static final int ALLOCATION = 8;

  private static final long INTERRUPT_CHECK = ~0x3ffL;

  private final long limit;
  private long left;
  private @Nullable EvaluationStopped stopped;

  /** LIMIT steps, at least one. */
  Budget(long limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a budget has at least one step");
    }
    this.limit = limit;
    this.left = limit;
  }

  /** Takes one step. */
  public void tick() {
    charge(1);
  }

  /** Takes the steps of a new object, or of a list of a few: memory is scarcer than time. */
  public void allocated() {
    charge(ALLOCATION);
  }

  /** Takes STEPS steps, for work about as long. */
  void charge(long steps) {
    check();
    long before = left;
    left = before - steps;
    if (left < 0 || steps < 0) {
      throw stop(Reason.STEPS);
    }
    if (((before ^ left) & INTERRUPT_CHECK) != 0 && Thread.currentThread().isInterrupted()) {
      throw stop(Reason.INTERRUPTED);
    }
  }

  /** Lets a handler of user code see CAUGHT only when user code may go on after it. */
  public void caught(Throwable caught) {
    charge(1);
    if (caught instanceof StackOverflowError) {
      throw stop(Reason.TOO_DEEP);
    }
    if (caught instanceof OutOfMemoryError) {
      throw stop(Reason.MEMORY);
    }
    if (caught instanceof GuardError || caught instanceof LinkageError) {
      throw (Error) caught;
    }
  }

  /** Throws again what ended the evaluation, if something did. */
  void check() {
    if (stopped != null) {
      throw stopped;
    }
  }

  /** Ends the evaluation. */
  EvaluationStopped stop(Reason reason) {
    EvaluationStopped stop = new EvaluationStopped(reason, limit);
    stopped = stop;
    return stop;
  }
}
