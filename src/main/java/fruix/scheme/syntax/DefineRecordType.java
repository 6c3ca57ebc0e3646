package fruix.scheme.syntax;

import fruix.scheme.runtime.Field;
import fruix.scheme.runtime.RecordType;
import fruix.scheme.runtime.Records;
import gnu.bytecode.ClassType;
import gnu.expr.ApplyExp;
import gnu.expr.Declaration;
import gnu.expr.Expression;
import gnu.expr.Mangling;
import gnu.expr.ModuleExp;
import gnu.expr.QuoteExp;
import gnu.expr.ScopeExp;
import gnu.expr.SetExp;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.ArrayList;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.SyntaxForm;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * {@code (define-record-type* TYPE SYNTAX MAKE PREDICATE [THIS] [DOC] (FIELD ACCESSOR OPTION …)
 * …)}: Guix's records, with types and documentation of fields.
 */
public final class DefineRecordType extends Syntax {
  public static final DefineRecordType INSTANCE = new DefineRecordType();

  private static final Expression COMPLETE = Forms.method(RecordType.class, "complete");
  private static final Expression MAKER = Forms.method(Records.class, "maker");
  private static final Expression PREDICATE = Forms.method(Records.class, "predicate");
  private static final Expression ACCESSOR = Forms.method(Records.class, "accessor");

  private DefineRecordType() {
    super("define-record-type*");
  }

  /** A definition whose names are known, while its expressions wait for the rest of the file. */
  private record Pending(RecordDefinition definition, RecordType type, SetExp holder) {}

  @Override
  public void scanForm(Pair form, ScopeExp scope, Translator tr) {
    RecordDefinition definition = RecordDefinition.parse(form, tr);
    if (definition == null) {
      return;
    }
    if (!(scope instanceof ModuleExp)) {
      Problems.error(tr, form, "define-record-type* is only allowed at top level", null);
      return;
    }
    List<Field> fields = definition.fields().stream().map(FieldClause::field).toList();
    RecordType type = new RecordType(definition.name(), definition.doc(), fields);
    Expression literal = new QuoteExp(type);
    SetExp holder = define(definition.type(), literal, scope, tr);
    own(type, holder.getBinding(), tr);
    tr.pushForm(Translator.makePair(form, this, Forms.list(new Pending(definition, type, holder))));
    defineSyntax(definition, type, scope, tr);
    tr.pushForm(define(definition.maker(), new ApplyExp(MAKER, literal), scope, tr));
    tr.pushForm(define(definition.predicate(), new ApplyExp(PREDICATE, literal), scope, tr));
    for (int i = 0; i < fields.size(); i++) {
      Expression accessor = new ApplyExp(ACCESSOR, literal, QuoteExp.getInstance(i));
      tr.pushForm(define(definition.fields().get(i).accessor(), accessor, scope, tr));
    }
  }

  /** Defines the name in the car of AT, which may come from a macro, as VALUE. */
  private static SetExp define(Pair at, Expression value, ScopeExp scope, Translator tr) {
    Object saved = tr.pushPositionOf(at);
    try {
      Declaration declaration = declare(at, scope, tr);
      SetExp set = new SetExp(declaration, value);
      set.setDefining(true);
      set.setLine(tr);
      declaration.setFlag(Declaration.IS_SINGLE_VALUE);
      if (tr.sharedModuleDefs()) {
        declaration.setCanWrite(true);
      }
      declaration.noteValueFromSet(set);
      return set;
    } finally {
      tr.popPositionOf(saved);
    }
  }

  private static Declaration declare(Pair at, ScopeExp scope, Translator tr) {
    SyntaxForm wrapper = at.getCar() instanceof SyntaxForm wrapped ? wrapped : null;
    Declaration declaration = tr.define(Forms.symbol(at.getCar()), wrapper, scope);
    declaration.setLocation(tr);
    return declaration;
  }

  /** Lets other classes find TYPE in the static field that DECLARATION will become. */
  private static void own(RecordType type, Declaration declaration, Translator tr) {
    if (tr.immediate) {
      return;
    }
    declaration.setFlag(Declaration.EXTERNAL_ACCESS);
    declaration.setCanRead(true);
    declaration.setSimple(false);
    boolean exported = declaration.getFlag(Declaration.EXPORT_SPECIFIED);
    type.own(
        tr.mainClass.getName(),
        (exported ? "" : Declaration.PRIVATE_PREFIX) + Mangling.mangleField(declaration.getName()),
        declaration);
  }

  private static void defineSyntax(
      RecordDefinition definition, RecordType type, ScopeExp scope, Translator tr) {
    Object saved = tr.pushPositionOf(definition.constructor());
    try {
      Declaration declaration = declare(definition.constructor(), scope, tr);
      declaration.setType(ClassType.make(RecordConstructor.class));
      declaration.setSyntax();
      declaration.setFlag(Declaration.IS_CONSTANT | Declaration.EARLY_INIT);
      SetExp set = new SetExp(declaration, new QuoteExp(new RecordConstructor(type)));
      set.setDefining(true);
      declaration.noteValueFromSet(set);
      tr.pushForm(set);
    } finally {
      tr.popPositionOf(saved);
    }
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    if (!(form.getCdr() instanceof Pair rest) || !(rest.getCar() instanceof Pending pending)) {
      return Problems.error(tr, form, "define-record-type* is only allowed at top level", null);
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(new QuoteExp(pending.type));
    for (FieldClause clause : pending.definition.fields()) {
      arguments.add(
          clause.value() == null
              ? QuoteExp.falseExp
              : defaultProcedure(clause, clause.value(), pending.definition.self(), tr));
      arguments.add(applied(clause.sanitizer(), tr));
      arguments.add(applied(clause.check(), tr));
    }
    Expression value = new ApplyExp(COMPLETE, arguments.toArray(Expression[]::new));
    pending.holder.setNewValue(value);
    pending.holder.getBinding().setValue(value);
    return pending.holder;
  }

  /** A procedure that applies the one that EXPRESSION gives, which may be defined later on. */
  private static Expression applied(@Nullable Pair expression, Translator tr) {
    if (expression == null) {
      return QuoteExp.falseExp;
    }
    Symbol value = Symbol.makeUninterned("value");
    Pair call = Translator.makePair(expression, expression.getCar(), Forms.list(value));
    return ThisRecord.lambda(
        Forms.list(value), Translator.makePair(expression, call, LList.Empty), tr);
  }

  private static Expression defaultProcedure(
      FieldClause clause, Pair value, @Nullable Object self, Translator tr) {
    return clause.field().kind() == Field.Kind.EAGER
        ? ThisRecord.thunk(value, tr)
        : ThisRecord.procedure(value, self, tr);
  }
}
