package fruix.scheme.sandbox;

import gnu.expr.Declaration;
import gnu.expr.Expression;
import gnu.expr.ModuleExp;
import gnu.expr.ReferenceExp;
import gnu.expr.ScopeExp;
import gnu.kawa.reflect.StaticFieldLocation;
import gnu.lists.FVector;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;
import kawa.standard.Scheme;
import org.jspecify.annotations.Nullable;

/** A syntax of Kawa's that is refused in some of its forms. */
final class GuardedSyntax extends Syntax {

  /** Finds what is wrong with a form and reports it, or returns false. */
  private interface Check {
    boolean refuses(Pair form, Translator tr);
  }

  /** To copy an element of a datum takes the compiler longer than a step. */
  private static final int DATUM_STEPS = 10;

  private final Syntax original;
  private final Check check;

  private GuardedSyntax(String name, Check check) {
    super(name);
    this.original = (Syntax) builtin(name);
    this.check = check;
  }

  static List<Syntax> all() {
    return List.of(
        new GuardedSyntax("define-syntax", GuardedSyntax::refusesDefinition),
        new GuardedSyntax("let-syntax", GuardedSyntax::refusesBindings),
        new GuardedSyntax("letrec-syntax", GuardedSyntax::refusesBindings),
        new GuardedSyntax("set!", GuardedSyntax::refusesAssignment),
        new GuardedSyntax("quote", GuardedSyntax::measures),
        new GuardedSyntax("quasiquote", GuardedSyntax::measures));
  }

  @Override
  public void scanForm(Pair form, ScopeExp scope, Translator tr) {
    if (check.refuses(form, tr)) {
      return;
    }
    original.scanForm(form, scope, tr);
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    return check.refuses(form, tr)
        ? new gnu.expr.ErrorExp("refused")
        : original.rewriteForm(form, tr);
  }

  private static boolean refusesDefinition(Pair form, Translator tr) {
    return form.getCdr() instanceof Pair name
        && (!(Translator.stripSyntax(name.getCdr()) instanceof Pair value)
            || refusesTransformer(value, tr));
  }

  private static boolean refusesBindings(Pair form, Translator tr) {
    if (Translator.stripSyntax(form.getCdr()) instanceof Pair body) {
      Object rest = Translator.stripSyntax(body.getCar());
      while (rest instanceof Pair bindings) {
        if (!(Translator.stripSyntax(bindings.getCar()) instanceof Pair binding)
            || !(Translator.stripSyntax(binding.getCdr()) instanceof Pair value)
            || refusesTransformer(value, tr)) {
          return true;
        }
        rest = Translator.stripSyntax(bindings.getCdr());
      }
    }
    return false;
  }

  /** A transformer runs in the compiler: only Kawa's own interpreter of rules may be one. */
  private static boolean refusesTransformer(Pair value, Translator tr) {
    Object transformer = Translator.stripSyntax(value.getCar());
    if (transformer instanceof Pair call && isSyntaxRules(call, tr)) {
      return false;
    }
    Problem.report(
        tr,
        value,
        "a macro of a declaration must be made with syntax-rules",
        "macros that compute are not available in a declaration");
    return true;
  }

  private static boolean isSyntaxRules(Pair call, Translator tr) {
    return tr.rewrite(call.getCar()) instanceof ReferenceExp reference
        && Scheme.builtin().lookup(Symbol.valueOf("syntax-rules")).getBase()
            instanceof StaticFieldLocation kawa
        && reference.getBinding() != null
        && sameField(Declaration.followAliases(reference.getBinding()), kawa.getDeclaration());
  }

  private static boolean sameField(@Nullable Declaration a, Declaration b) {
    return a != null && a.getField() != null && a.getField() == b.getField();
  }

  /** Only what this file defines may be assigned to, and only by its name. */
  private static boolean refusesAssignment(Pair form, Translator tr) {
    if (!(Translator.stripSyntax(form.getCdr()) instanceof Pair target)) {
      return false;
    }
    if (!(Translator.stripSyntax(target.getCar()) instanceof Symbol name)) {
      Problem.report(tr, target, "set! needs a name here", "only variables can be set");
      return true;
    }
    if (tr.rewrite(target.getCar()) instanceof ReferenceExp reference) {
      Declaration declaration = reference.getBinding();
      if (declaration == null) {
        // Unbound, which Kawa will say.
        return tr.getGlobalEnvironment().lookup(name) != null && cannotBeSet(name, target, tr);
      }
      declaration = Declaration.followAliases(declaration);
      if (declaration != null
          && !(declaration.getContext() instanceof ModuleExp home && home != tr.getModule())) {
        return false;
      }
    }
    return cannotBeSet(name, target, tr);
  }

  private static boolean cannotBeSet(Symbol name, Pair target, Translator tr) {
    Problem.report(
        tr,
        target,
        "`" + name + "' cannot be set: this file does not define it",
        "define a variable of your own");
    return true;
  }

  /** Takes steps for data that macros made; it may be shared so that it is huge when copied. */
  private static boolean measures(Pair form, Translator tr) {
    if (tr instanceof GuardedCompilation compilation) {
      measure(form.getCdr(), compilation);
    }
    return false;
  }

  private static void measure(Object data, GuardedCompilation compilation) {
    Object rest = Translator.stripSyntax(data);
    while (rest instanceof Pair pair) {
      compilation.charge(DATUM_STEPS);
      measure(pair.getCar(), compilation);
      rest = Translator.stripSyntax(pair.getCdr());
    }
    if (rest instanceof FVector<?> vector) {
      for (int i = 0; i < vector.size(); i++) {
        compilation.charge(DATUM_STEPS);
        measure(vector.get(i), compilation);
      }
    }
  }

  private static Object builtin(String name) {
    return Scheme.builtin().get(Symbol.valueOf(name));
  }
}
