package fruix.scheme.language;

import fruix.diag.Location;
import fruix.scheme.runtime.SourceMaps;
import gnu.bytecode.Type;
import gnu.expr.ApplyExp;
import gnu.expr.Compilation;
import gnu.expr.ConsumerTarget;
import gnu.expr.ExpVisitor;
import gnu.expr.Expression;
import gnu.expr.LambdaExp;
import gnu.expr.ModuleExp;
import gnu.expr.QuoteExp;
import gnu.expr.ReferenceExp;
import gnu.expr.SetExp;
import gnu.expr.Target;
import gnu.kawa.functions.AppendValues;
import gnu.kawa.functions.MakeSplice;
import gnu.kawa.io.OutPort;
import gnu.mapping.CallContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives every call in a translated file a number of its own in place of its line, for {@link
 * SourceMaps}.
 *
 * <p>Kawa says where a call is before its arguments are computed, and they say where they are
 * themselves; so an argument that is a call is made to say, once computed, where the outer call is.
 * And it makes tail calls of what a file ends with, which would leave no frame of the file.
 */
final class ExactPositions extends ExpVisitor<Void, Void> {
  private final SourceMaps maps;
  private boolean topLevel;

  ExactPositions(SourceMaps maps) {
    this.maps = maps;
  }

  void apply(ModuleExp module) {
    visit(module, null);
    if (module.body instanceof ApplyExp body
        && body.getFunctionValue() == AppendValues.appendValues) {
      for (int i = 0; i < body.getArgCount(); i++) {
        body.setArg(i, anchored(body.getArg(i)));
      }
    } else {
      module.body = anchored(module.body);
    }
  }

  /** E, a form at top level, that is not left for good when a call ends it. */
  private static Expression anchored(Expression e) {
    return e.getLineNumber() > 0 && !(e instanceof SetExp) ? new Argument(e, e) : e;
  }

  @Override
  protected @Nullable Void visitExpression(Expression e, @Nullable Void ignored) {
    super.visitExpression(e, null);
    int line = e.getLineNumber();
    if (line > 0 && SourceMaps.fits(line) && e.getFileName() != null) {
      int column = Math.max(e.getColumnNumber(), 0);
      e.setLine(maps.number(new Location(e.getFileName(), line, column)));
    }
    return null;
  }

  @Override
  protected @Nullable Void visitLambdaExp(LambdaExp lambda, @Nullable Void ignored) {
    boolean outer = topLevel;
    topLevel = lambda instanceof ModuleExp;
    super.visitLambdaExp(lambda, null);
    topLevel = outer;
    return null;
  }

  @Override
  protected @Nullable Void visitApplyExp(ApplyExp call, @Nullable Void ignored) {
    super.visitApplyExp(call, null);
    if (topLevel) {
      call.setTailCall(false);
    }
    if (call.getLineNumber() <= 0) {
      return null;
    }
    boolean plain = call.firstSpliceArg < 0;
    for (int i = 0; i < call.getArgCount(); i++) {
      Expression argument = call.getArg(i);
      if (argument instanceof ReferenceExp || argument instanceof QuoteExp) {
        if (argument.getLineNumber() > 0) {
          argument.setLine(call.getLineNumber());
        }
      } else if (plain && !(argument instanceof LambdaExp) && !isSplice(argument)) {
        call.setArg(i, new Argument(argument, call));
      }
    }
    return null;
  }

  /** Whether ARGUMENT, as in {@code #(1 ,@list)}, is code for the call's compiler only. */
  private static boolean isSplice(Expression argument) {
    return argument instanceof ApplyExp call
        && call.getFunction() instanceof QuoteExp function
        && function.getValue() instanceof MakeSplice;
  }

  /** An argument after which the place is again that of its call. */
  private static final class Argument extends Expression {
    private final Expression value;
    private final Expression call;

    Argument(Expression value, Expression call) {
      this.value = value;
      this.call = call;
      setLine(value);
    }

    @Override
    public void compile(Compilation comp, Target target) {
      if (target instanceof ConsumerTarget) {
        value.compileWithPosition(comp, Target.pushObject);
        if (comp.getCode().reachableHere()) {
          target.compileFromStack(comp, Type.objectType);
        }
      } else {
        value.compileWithPosition(comp, target);
      }
      if (comp.getCode().reachableHere()) {
        comp.getCode().putLineNumber(call.getFileName(), call.getLineNumber());
      }
    }

    @Override
    protected boolean mustCompile() {
      return true;
    }

    @Override
    public void apply(CallContext context) {
      throw new UnsupportedOperationException("only compiled code has exact positions");
    }

    @Override
    protected <R, D> R visit(ExpVisitor<R, D> visitor, D d) {
      return visitor.visit(value, d);
    }

    @Override
    public void print(OutPort out) {
      value.print(out);
    }

    @Override
    protected Type calculateType() {
      return value.getType();
    }
  }
}
