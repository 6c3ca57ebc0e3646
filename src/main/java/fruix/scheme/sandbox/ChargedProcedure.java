package fruix.scheme.sandbox;

import gnu.mapping.Procedure;
import gnu.mapping.ProcedureN;
import gnu.mapping.WrongArguments;

/**
 * A library procedure that user code may call, which takes the steps of its work from the budget.
 */
public final class ChargedProcedure extends ProcedureN {

  /** What the procedure does. */
  @FunctionalInterface
  interface Body {
    Object apply(Object[] args) throws Throwable;
  }

  private final int arity;
  private final Budget budget;
  private final Cost cost;
  private final Body body;

  private ChargedProcedure(String name, int arity, Budget budget, Cost cost, Body body) {
    super(name);
    this.arity = arity;
    this.budget = budget;
    this.cost = cost;
    this.body = body;
  }

  /** A new procedure of MINIMUM to MAXIMUM arguments, -1 for any number. */
  static ChargedProcedure of(
      String name, int minimum, int maximum, Budget budget, Cost cost, Body body) {
    return new ChargedProcedure(name, minimum | maximum << 12, budget, cost, body);
  }

  /** As PROCEDURE, under the name NAME. */
  static ChargedProcedure of(String name, Procedure procedure, Budget budget, Cost cost) {
    return new ChargedProcedure(name, procedure.numArgs(), budget, cost, procedure::applyN);
  }

  /** BODY, which takes arguments as PROCEDURE does, under the name NAME. */
  static ChargedProcedure of(
      String name, Procedure procedure, Budget budget, Cost cost, Body body) {
    return new ChargedProcedure(name, procedure.numArgs(), budget, cost, body);
  }

  /** The least number of arguments, and above bit 12 the greatest; Kawa's encoding. */
  @Override
  public int numArgs() {
    return arity;
  }

  @Override
  public Object apply0() throws Throwable {
    return applyN(noArgs);
  }

  @Override
  public Object apply1(Object a) throws Throwable {
    return applyN(new Object[] {a});
  }

  @Override
  public Object apply2(Object a, Object b) throws Throwable {
    return applyN(new Object[] {a, b});
  }

  @Override
  public Object apply3(Object a, Object b, Object c) throws Throwable {
    return applyN(new Object[] {a, b, c});
  }

  @Override
  public Object apply4(Object a, Object b, Object c, Object d) throws Throwable {
    return applyN(new Object[] {a, b, c, d});
  }

  @Override
  public Object applyN(Object[] args) throws Throwable {
    int maximum = arity >> 12;
    if (args.length < (arity & 0xfff) || (maximum >= 0 && args.length > maximum)) {
      throw new WrongArguments(this, args.length);
    }
    cost.charge(budget, args);
    return body.apply(args);
  }
}
