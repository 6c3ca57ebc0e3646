package fruix.scheme.sandbox;

import fruix.scheme.syntax.Problems;
import kawa.lang.Translator;

/** Reports what a declaration may not do among the other errors of its compilation. */
final class Problem {
  private Problem() {}

  /** Reports MESSAGE with HINT at the pair AT. */
  static void report(Translator tr, Object at, String message, String hint) {
    Object saved = tr.pushPositionOf(at);
    try {
      report(tr, message, hint);
    } finally {
      tr.popPositionOf(saved);
    }
  }

  /** Reports MESSAGE with HINT where TR is. */
  static void report(Translator tr, String message, String hint) {
    tr.error('e', message + Problems.HINT + hint);
  }
}
