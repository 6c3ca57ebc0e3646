package fruix.scheme.sandbox;

import fruix.diag.Location;
import fruix.scheme.language.FruixCompilation;
import fruix.scheme.runtime.SourceMaps;
import gnu.bytecode.Type;
import gnu.expr.Compilation;
import gnu.expr.Declaration;
import gnu.expr.Expression;
import gnu.expr.Language;
import gnu.expr.NameLookup;
import gnu.expr.ScopeExp;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import gnu.text.SourceMessages;
import java.util.Objects;
import java.util.Optional;
import kawa.lang.SyntaxForm;
import kawa.lang.TemplateScope;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** The compilation of one file of user code; Kawa makes it by name. */
public final class GuardedCompilation extends FruixCompilation {
  /** What the compiler makes of a form costs far more time and memory than a step of a program. */
  private static final int REWRITE_STEPS = 100;

  private static final int SCAN_STEPS = 100;

  private final GuardedScheme guarded;
  private boolean defined;
  private int depth;

  public GuardedCompilation(Language language, SourceMessages messages, NameLookup lexical) {
    super(language, messages, lexical);
    guarded = (GuardedScheme) language;
    mustCompile = true;
    // Guile has no opinion on a (when …) whose value is used.
    currentOptions.set("warn-void-used", Boolean.FALSE);
  }

  /** Compiles up to WANTED; what was compiled is defined by the guarded loader alone. */
  @Override
  public void process(int wanted) {
    mustCompile = true;
    super.process(wanted);
    if (getState() == Compilation.COMPILED && !defined) {
      defined = true;
      KawaInternals.literals(this).forEach(this::check);
      KawaInternals.classNames(this).forEach(guarded.loader()::announce);
      KawaInternals.setLoader(this, guarded.loader());
    }
  }

  private void check(Object literal) {
    Object refused = new LiteralFilter(this::isAllowedType).refused(literal);
    if (refused != null) {
      Problem.report(
          this,
          "a constant of the type "
              + refused.getClass().getName()
              + " is not available in a declaration",
          "a declaration has no access to Java");
    }
  }

  private boolean isAllowedType(String name) {
    String main = mainClass.getName();
    return name.equals(main) || name.startsWith(main + "$") || guarded.isAllowedConstant(name);
  }

  /** What SYMBOL means when nothing binds it: never, as for Kawa, a Java class. */
  @Override
  public @Nullable Expression checkDefaultBinding(Symbol symbol, Translator tr) {
    // Macros of Kawa's library name types; user code has no use for them.
    if (Unavailable.LIBRARY_TYPES.contains(symbol.getName()) && inLibraryMacro()) {
      return super.checkDefaultBinding(symbol, tr);
    }
    Optional<String> hint = Unavailable.hint(symbol.getName());
    if (hint.isPresent()) {
      Problem.report(
          tr, "`" + symbol.getName() + "' is not available in a declaration", hint.get());
    }
    return null;
  }

  /** Whether what is being compiled comes from the template of a macro, as far as can be told. */
  private boolean inLibraryMacro() {
    return currentScope() instanceof TemplateScope
        || !Objects.equals(getFileName(), getModule().getFileName());
  }

  @Override
  public @Nullable Type exp2Type(
      Pair specifier, @Nullable Declaration declaration, @Nullable SyntaxForm syntax) {
    if (Translator.stripSyntax(specifier.getCar()) instanceof Symbol) {
      return super.exp2Type(specifier, declaration, syntax);
    }
    Problem.report(
        this,
        specifier,
        "a type that is computed is not available in a declaration",
        "leave the type out");
    return Type.errorType;
  }

  @Override
  public void scanForm(Object form, ScopeExp scope) {
    // A form deep in expansions of expansions takes the longer, the deeper it is.
    charge(SCAN_STEPS * ++depth);
    try {
      super.scanForm(form, scope);
    } finally {
      depth--;
    }
  }

  @Override
  public Expression rewrite(Object form, char mode) {
    charge(REWRITE_STEPS);
    if (form instanceof Symbol symbol && lexical.lookup(symbol, mode != 'N') == null) {
      ChargedProcedure procedure = guarded.procedures().get(symbol.getName());
      if (procedure != null) {
        return makeQuoteExp(procedure);
      }
    }
    try {
      return super.rewrite(form, mode);
    } catch (StackOverflowError e) {
      throw placed(guarded.budget().stop(EvaluationStopped.Reason.TOO_DEEP));
    }
  }

  /** Takes STEPS, blaming what is being compiled. */
  void charge(int steps) {
    try {
      guarded.budget().charge(steps);
    } catch (GuardError e) {
      throw placed(e);
    }
  }

  /**
   * ERROR, blamed on what is being compiled, unless its line is a number for {@link SourceMaps}.
   */
  private GuardError placed(GuardError error) {
    int line = Math.max(getLineNumber(), 0);
    return line >= SourceMaps.FIRST || getFileName() == null
        ? error
        : error.at(new Location(getFileName(), line, Math.max(getColumnNumber(), 0)));
  }
}
