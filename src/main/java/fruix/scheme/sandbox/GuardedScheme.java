package fruix.scheme.sandbox;

import fruix.scheme.language.FruixScheme;
import fruix.scheme.language.LanguageFactory;
import fruix.scheme.language.ModulePath;
import gnu.kawa.io.InPort;
import gnu.kawa.lispexpr.LispReader;
import gnu.kawa.lispexpr.ReadTable;
import gnu.text.SourceMessages;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The language of one declaration and of the user's modules that it uses: Scheme that can only
 * compute, and that only so much.
 */
public final class GuardedScheme extends FruixScheme {
  /** Enough for any honest declaration: some seconds of computing. */
  public static final long DEFAULT_STEPS = 50_000_000;

  private final ReadTable readTable;
  private final Budget budget;
  private final ChargedProcedures procedures;
  private final AllowedMembers members;
  private final GuardedLoader loader;

  private GuardedScheme(ModulePath modules, long steps) {
    super(modules, AllowedBindings.kernel());
    readTable = createReadTable();
    GuardedNumber.guard(readTable);
    budget = new Budget(steps);
    procedures = new ChargedProcedures(base(), budget);
    members = new AllowedMembers();
    loader = new GuardedLoader(modules.classLoader(), members, budget);
  }

  /** Languages each for one declaration, which may take at most STEPS. */
  public static LanguageFactory factory(long steps) {
    return modules -> new GuardedScheme(modules, steps);
  }

  @Override
  public <T extends @Nullable Object> T evaluate(Evaluation<T> evaluation) throws Throwable {
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      T result = evaluation.run();
      budget.check();
      return result;
    } finally {
      thread.setContextClassLoader(outer);
    }
  }

  @Override
  public SortedSet<String> names() {
    SortedSet<String> names = super.names();
    names.addAll(procedures.names());
    return names;
  }

  @Override
  public String getCompilationClass() {
    return GuardedCompilation.class.getName();
  }

  @Override
  public LispReader getLexer(InPort in, SourceMessages messages) {
    ReadTable.setCurrent(readTable);
    return new GuardedReader(in, messages, budget);
  }

  Budget budget() {
    return budget;
  }

  ChargedProcedures procedures() {
    return procedures;
  }

  GuardedLoader loader() {
    return loader;
  }

  /** Whether a constant of user code may be the class NAME. */
  boolean isAllowedConstant(String name) {
    return loader.isOwn(name) || members.isTrusted(name);
  }
}
