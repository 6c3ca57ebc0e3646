package fruix.scheme.runtime;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One evaluation of a declaration: collects what is wrong with it. */
public final class Evaluation {
  private static final ThreadLocal<@Nullable Evaluation> CURRENT = new ThreadLocal<>();

  private final SourceMaps sourceMaps;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** An evaluation of code whose places SOURCEMAPS has or will have. */
  public Evaluation(SourceMaps sourceMaps) {
    this.sourceMaps = sourceMaps;
  }

  /** The evaluation of the calling thread; null when there is none. */
  public static @Nullable Evaluation current() {
    return CURRENT.get();
  }

  public SourceMaps sourceMaps() {
    return sourceMaps;
  }

  /** Makes this the evaluation of the calling thread, until {@link #leave}. */
  public void enter() {
    CURRENT.set(this);
  }

  public static void leave() {
    CURRENT.remove();
  }

  /** What has been reported, in order. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  public void add(Diagnostic diagnostic) {
    if (!diagnostics.contains(diagnostic)) {
      diagnostics.add(diagnostic);
    }
  }

  /** Throws what has been reported in the calling thread's evaluation, if anything has. */
  public static void stopOnErrors() {
    Evaluation current = CURRENT.get();
    if (current != null && !current.diagnostics.isEmpty()) {
      throw new FruixException(current.diagnostics, null);
    }
  }

  /**
   * Records an error of the declaration; evaluation goes on. Without a location it is blamed on the
   * nearest call in user code. Outside of an evaluation it is thrown.
   */
  public static void report(Diagnostic diagnostic) {
    Diagnostic placed = placed(diagnostic);
    Evaluation current = CURRENT.get();
    if (current == null) {
      throw new FruixException(placed);
    }
    current.add(placed);
  }

  private static Diagnostic placed(Diagnostic diagnostic) {
    Evaluation current = CURRENT.get();
    return diagnostic.location() != null || current == null
        ? diagnostic
        : diagnostic.withLocation(Backtrace.userLocation(new Throwable(), current.sourceMaps));
  }

  /** Records MESSAGE as an error of the declaration at WHERE. */
  static void reportAt(String message, @Nullable Location where, @Nullable String hint) {
    report(Diagnostic.of(ExitCode.DECLARATION, message).withLocation(where).withHint(hint));
  }

  /** {@link #report} for Scheme: WHERE and HINT may be false. */
  public static void report(Object message, Object where, Object hint) {
    report(diagnostic(message, where, hint));
  }

  /** Ends the evaluation with an error of the declaration; WHERE and HINT may be false. */
  public static void fail(Object message, Object where, Object hint) {
    Diagnostic diagnostic = placed(diagnostic(message, where, hint));
    Evaluation current = CURRENT.get();
    if (current != null) {
      current.add(diagnostic);
    }
    throw new FruixException(diagnostic);
  }

  private static Diagnostic diagnostic(Object message, Object where, Object hint) {
    return Diagnostic.of(ExitCode.DECLARATION, message.toString())
        .withLocation(where instanceof Location location ? location : null)
        .withHint(hint instanceof CharSequence text ? text.toString() : null);
  }
}
