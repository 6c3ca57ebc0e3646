package fruix.scheme.syntax;

import fruix.scheme.runtime.Site;
import gnu.expr.ApplyExp;
import gnu.expr.Expression;
import gnu.expr.QuoteExp;
import gnu.lists.Pair;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;

/**
 * {@code (source-location)}: where the form is written; in a macro's template, where the macro is
 * used. #f in Fruix's own modules, whose places are nothing to show to a user.
 */
final class SourceLocation extends Syntax {
  static final SourceLocation INSTANCE = new SourceLocation();

  private static final Expression FORM = Forms.method(Site.class, "place");

  private SourceLocation() {
    super("source-location");
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    String file = tr.getFileName() == null ? "" : tr.getFileName();
    Site site =
        new Site(
            file,
            !tr.immediate,
            Math.max(tr.getLineNumber(), 0),
            Math.max(tr.getColumnNumber(), 0),
            List.of(),
            List.of());
    return new ApplyExp(FORM, new QuoteExp(site.encode()));
  }
}
