package fruix.scheme.language;

import gnu.expr.ApplyExp;
import gnu.expr.Compilation;
import gnu.expr.Declaration;
import gnu.expr.ExpVisitor;
import gnu.expr.Expression;
import gnu.expr.LambdaExp;
import gnu.expr.ModuleExp;
import gnu.expr.ReferenceExp;
import gnu.expr.SetExp;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reports variables of a file that are used by its top-level forms before they are defined; Kawa
 * would take them for null. Procedures may come later.
 */
final class DefinitionOrder extends ExpVisitor<Void, Void> {
  private final Compilation compilation;

  /** What is not defined yet, and whether it is a procedure. */
  private final Map<Declaration, Boolean> pending = new HashMap<>();

  DefinitionOrder(Compilation compilation) {
    this.compilation = compilation;
    setContext(compilation);
  }

  void check(ModuleExp module) {
    Expression[] forms =
        module.body instanceof ApplyExp body ? body.getArgs() : new Expression[] {module.body};
    for (Expression form : forms) {
      if (form instanceof SetExp set && set.isDefining() && set.getBinding() != null) {
        pending.put(set.getBinding(), set.getNewValue() instanceof LambdaExp);
      }
    }
    for (Expression form : forms) {
      visit(form, null);
      if (form instanceof SetExp set && set.isDefining()) {
        pending.remove(set.getBinding());
      }
    }
  }

  /** What is inside runs later. */
  @Override
  protected @Nullable Void visitLambdaExp(LambdaExp lambda, @Nullable Void ignored) {
    return null;
  }

  @Override
  protected @Nullable Void visitReferenceExp(ReferenceExp reference, @Nullable Void ignored) {
    Boolean procedure = pending.get(reference.getBinding());
    if (Boolean.FALSE.equals(procedure)) {
      compilation.error(
          'e', "`" + reference.getName() + "' is used before it is defined", reference);
    } else if (procedure != null) {
      // Kept in a field, it is there from the start; a local variable would not be.
      reference.getBinding().setSimple(false);
      reference.getBinding().setCanRead(true);
    }
    return null;
  }
}
