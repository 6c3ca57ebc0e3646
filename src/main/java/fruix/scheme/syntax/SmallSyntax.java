package fruix.scheme.syntax;

import gnu.expr.Declaration;
import gnu.expr.Expression;
import gnu.expr.ModuleExp;
import gnu.expr.QuoteExp;
import gnu.expr.ScopeExp;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.nio.file.Path;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;

/** Guile's small definition forms. */
final class SmallSyntax {

  private SmallSyntax() {}

  /** {@code (define-public …)}: defines and exports. */
  static final class DefinePublic extends Syntax {
    static final DefinePublic INSTANCE = new DefinePublic();

    private DefinePublic() {
      super("define-public");
    }

    @Override
    public void scanForm(Pair form, ScopeExp scope, Translator tr) {
      Object target = Forms.bare(form.getCdr()) instanceof Pair rest ? rest.getCar() : null;
      Object head = target == null ? null : Forms.bare(target);
      while (head instanceof Pair pair) {
        head = Forms.bare(pair.getCar());
      }
      if (!(head instanceof Symbol name) || !(scope instanceof ModuleExp module)) {
        tr.pushForm(Problems.error(tr, form, "bad define-public form", null));
        return;
      }
      Declaration declaration = module.getNoDefine(name);
      declaration.setFlag(Declaration.EXPORT_SPECIFIED);
      tr.scanForm(Translator.makePair(form, Forms.symbol("define*"), form.getCdr()), scope);
    }
  }

  /** {@code (define-syntax-rule (NAME . PATTERN) TEMPLATE)}: a macro of one rule. */
  static final class DefineSyntaxRule extends Syntax {
    static final DefineSyntaxRule INSTANCE = new DefineSyntaxRule();

    private DefineSyntaxRule() {
      super("define-syntax-rule");
    }

    @Override
    public void scanForm(Pair form, ScopeExp scope, Translator tr) {
      List<Pair> parts = Forms.pairs(form.getCdr());
      if (parts == null
          || parts.size() < 2
          || !(Forms.bare(parts.get(0).getCar()) instanceof Pair pattern)
          || Forms.symbol(pattern.getCar()) == null) {
        tr.pushForm(
            Problems.error(
                tr, form, "bad define-syntax-rule form", "write ((NAME . PATTERN) TEMPLATE)"));
        return;
      }
      Object ignored = Forms.cons(Symbol.valueOf("_"), pattern.getCdr());
      Object rule = Forms.list(ignored, parts.get(parts.size() - 1).getCar());
      Object rules = Forms.list(Forms.symbol("syntax-rules"), LList.Empty, rule);
      Object definition =
          Translator.makePair(
              form, Forms.symbol("define-syntax"), Forms.list(pattern.getCar(), rules));
      tr.scanForm(definition, scope);
    }
  }

  /** {@code (current-source-directory)}: the absolute directory of the file that says it. */
  static final class CurrentSourceDirectory extends Syntax {
    static final CurrentSourceDirectory INSTANCE = new CurrentSourceDirectory();

    private CurrentSourceDirectory() {
      super("current-source-directory");
    }

    @Override
    public Expression rewriteForm(Pair form, Translator tr) {
      String file = tr.getFileName();
      if (!tr.immediate || file == null) {
        return QuoteExp.falseExp;
      }
      Path directory = Path.of(file).toAbsolutePath().normalize().getParent();
      return new QuoteExp(directory == null ? "/" : directory.toString());
    }
  }
}
