package fruix.scheme.syntax;

import fruix.diag.DidYouMean;
import gnu.expr.Expression;
import java.util.Collection;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * Reports what is wrong with a form, at the form.
 *
 * <p>Kawa's messages are single strings; a hint travels in one behind {@link #HINT}.
 */
public final class Problems {
  /** Separates a message from its hint. */
  public static final String HINT = "\u0000";

  private Problems() {}

  /** Reports MESSAGE at AT (a pair that knows its position) and returns an expression for it. */
  static Expression error(Translator tr, Object at, String message, @Nullable String hint) {
    Object saved = tr.pushPositionOf(at);
    try {
      return tr.syntaxError(hint == null ? message : message + HINT + hint);
    } finally {
      tr.popPositionOf(saved);
    }
  }

  /** The hint at the KNOWN name nearest to NAME; null when none is near. */
  static @Nullable String didYouMean(String name, Collection<String> known) {
    return DidYouMean.suggest(name, known).map(near -> "did you mean `" + near + "'?").orElse(null);
  }
}
