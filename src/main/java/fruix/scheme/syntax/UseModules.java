package fruix.scheme.syntax;

import gnu.expr.Compilation;
import gnu.expr.Expression;
import gnu.expr.ModuleInfo;
import gnu.expr.ScopeExp;
import gnu.lists.Pair;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;
import kawa.standard.require;

/** {@code (use-modules CLAUSE …)}: makes what modules export visible in this file. */
public final class UseModules extends Syntax {
  public static final UseModules INSTANCE = new UseModules();

  private UseModules() {
    super("use-modules");
  }

  @Override
  public void scanForm(Pair form, ScopeExp scope, Translator tr) {
    if (postponed(form, tr)) {
      return;
    }
    List<Pair> clauses = Forms.pairs(form.getCdr());
    if (clauses == null) {
      Problems.error(tr, form, "bad use-modules form", null);
      return;
    }
    for (Pair clause : clauses) {
      importClause(clause, scope, tr);
    }
  }

  /**
   * Imports wait until every file of the compilation has said its name: in the first stage FORM is
   * put off, and true returned.
   */
  static boolean postponed(Pair form, Translator tr) {
    if (tr.getState() != Compilation.PROLOG_PARSING) {
      return false;
    }
    tr.setState(Compilation.PROLOG_PARSED);
    tr.pendingForm = form;
    return true;
  }

  /** Imports what the clause in the car of AT asks for. */
  static void importClause(Pair at, ScopeExp scope, Translator tr) {
    Import wanted = Import.parse(at, tr);
    if (wanted == null) {
      return;
    }
    ModuleFinder modules = ((ModuleFinder.Holder) tr.getLanguage()).modules();
    if (wanted.plain() && modules.everywhere(wanted.module())) {
      return;
    }
    Object saved = tr.pushPositionOf(at);
    try {
      ModuleInfo info = modules.find(wanted.module(), tr);
      modules.importing(wanted.module(), tr);
      try {
        require.importDefinitions(null, info, wanted, tr.formStack, scope, tr);
      } finally {
        modules.imported();
      }
    } catch (ModuleTrouble e) {
      if (e.getMessage() != null) {
        Problems.error(tr, at, e.getMessage(), e.hint());
      }
    } finally {
      tr.popPositionOf(saved);
    }
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    return Problems.error(tr, form, "use-modules is only allowed at top level", null);
  }
}
