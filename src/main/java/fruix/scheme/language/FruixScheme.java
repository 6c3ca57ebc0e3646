package fruix.scheme.language;

import fruix.scheme.syntax.ModuleFinder;
import gnu.kawa.io.InPort;
import gnu.kawa.lispexpr.LispReader;
import gnu.kawa.lispexpr.ReadTable;
import gnu.mapping.Environment;
import gnu.mapping.LocationEnumeration;
import gnu.text.SourceMessages;
import java.util.SortedSet;
import java.util.TreeSet;
import kawa.standard.Scheme;
import org.jspecify.annotations.Nullable;

/**
 * Kawa's Scheme, reading and resolving modules as Guile does.
 *
 * <p>The language for user code is a subclass that restricts it.
 */
public class FruixScheme extends Scheme implements ModuleFinder.Holder {
  private final ModulePath modules;
  private final ReadTable readTable;
  private final Environment base;

  /** A language whose files find their modules on MODULES, with everything that Kawa offers. */
  public FruixScheme(ModulePath modules) {
    this(modules, Scheme.getInstance().getLangEnvironment());
  }

  /** A language whose files see the bindings of KERNEL, less what Fruix replaces. */
  protected FruixScheme(ModulePath modules, Environment kernel) {
    this(modules, kernel, BaseBindings.over(kernel, modules.classLoader()));
  }

  private FruixScheme(ModulePath modules, Environment kernel, Environment base) {
    super(kernel);
    this.modules = modules;
    this.readTable = GuileReadTable.create();
    this.base = base;
  }

  /** The language that the base modules themselves are written in. */
  static FruixScheme withoutBase(ModulePath modules) {
    Environment kernel = Scheme.getInstance().getLangEnvironment();
    return new FruixScheme(modules, kernel, BaseBindings.syntaxOver(kernel));
  }

  @Override
  public final ModulePath modules() {
    return modules;
  }

  /** The environment that every module and user file starts from; shared, not to be changed. */
  public final Environment base() {
    return base;
  }

  /** The names that every file can use, sorted. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    LocationEnumeration all = base.enumerateAllLocations();
    while (all.hasMoreElements()) {
      names.add(all.nextLocation().getKeySymbol().getName());
    }
    return names;
  }

  /** Something that reads, compiles or runs source. */
  @FunctionalInterface
  public interface Evaluation<T extends @Nullable Object> {
    T run() throws Throwable;
  }

  /** Does EVALUATION, in this thread, inside of what this language needs around it. */
  public <T extends @Nullable Object> T evaluate(Evaluation<T> evaluation) throws Throwable {
    return evaluation.run();
  }

  @Override
  public String getCompilationClass() {
    return FruixCompilation.class.getName();
  }

  @Override
  public ReadTable createReadTable() {
    return GuileReadTable.create();
  }

  @Override
  public LispReader getLexer(InPort in, SourceMessages messages) {
    ReadTable.setCurrent(readTable);
    return super.getLexer(in, messages);
  }
}
