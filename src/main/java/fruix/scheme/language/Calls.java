package fruix.scheme.language;

import fruix.scheme.runtime.Described;
import fruix.scheme.runtime.Formats;
import fruix.scheme.runtime.Operator;
import fruix.scheme.syntax.Problems;
import gnu.bytecode.ClassType;
import gnu.expr.ApplyExp;
import gnu.expr.Compilation;
import gnu.expr.Declaration;
import gnu.expr.ExpVisitor;
import gnu.expr.Expression;
import gnu.expr.LambdaExp;
import gnu.expr.ModuleExp;
import gnu.expr.PrimProcedure;
import gnu.expr.QuoteExp;
import gnu.expr.ReferenceExp;
import gnu.expr.Special;
import gnu.kawa.functions.ApplyToArgs;
import gnu.kawa.functions.GetNamedPart;
import gnu.mapping.Procedure;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Lets a file call procedures only. Kawa also calls strings, lists and vectors, which gives their
 * elements; where people meet that, they have forgotten to quote a list.
 */
final class Calls extends ExpVisitor<Void, Void> {
  private static final PrimProcedure CHECK =
      new PrimProcedure(ClassType.make(Operator.class.getName()).getDeclaredMethod("procedure", 1));

  /** How long a list may be for a hint to repeat it. */
  private static final int SHORT = 60;

  private final Compilation compilation;

  Calls(Compilation compilation) {
    this.compilation = compilation;
    setContext(compilation);
  }

  /** Reports the calls of constants in MODULE, and makes the others look at what they call. */
  void check(ModuleExp module) {
    visit(module, null);
  }

  @Override
  protected @Nullable Void visitApplyExp(ApplyExp call, @Nullable Void ignored) {
    super.visitApplyExp(call, null);
    // Kawa translates a call of what it knows nothing of to one of applyToArgs.
    boolean indirect = call.getFunction().valueIfConstant() instanceof ApplyToArgs;
    Expression operator = indirect ? call.getArg(0) : call.getFunction();
    Object known = operator.valueIfConstant();
    if (known != null && known != Special.undefined) {
      constant(known, call);
    } else if (isOpen(operator)) {
      Expression checked = new ApplyExp(CHECK, operator);
      checked.setLine(call);
      if (indirect) {
        call.setArg(0, checked);
      } else {
        call.setFunction(checked);
      }
    }
    return null;
  }

  private void constant(Object value, ApplyExp call) {
    if (value instanceof Procedure || Described.kind(value) == null) {
      return;
    }
    compilation.error('e', Operator.isNone(value) + Problems.HINT + hint(call), call);
  }

  /** How CALL would be written as a list. */
  private static String hint(ApplyExp call) {
    StringJoiner computed = new StringJoiner(" ", "(list ", ")");
    StringJoiner quoted = new StringJoiner(" ", "'(", ")");
    for (Expression element : call.getArgs()) {
      if (!(element instanceof QuoteExp constant)) {
        return Operator.LIST_HINT;
      }
      computed.add(Described.value(constant.getValue()));
      quoted.add(Formats.written(constant.getValue()));
    }
    return quoted.length() > SHORT
        ? Operator.LIST_HINT
        : "write " + computed + ", or quote the list: " + quoted;
  }

  /** Whether nothing is known here about the value of OPERATOR. */
  private boolean isOpen(Expression operator) {
    if (operator instanceof ApplyExp part
        && part.getFunction().valueIfConstant() instanceof GetNamedPart) {
      // PREFIX:NAME, which Kawa still has to look up.
      return false;
    }
    if (!(operator instanceof ReferenceExp reference)) {
      return !(operator instanceof LambdaExp);
    }
    Declaration binding = Declaration.followAliases(reference.getBinding());
    if (binding == null || binding.getValue() instanceof LambdaExp) {
      return false;
    }
    return !(binding.getContext() instanceof ModuleExp home) || home == compilation.getModule();
  }
}
