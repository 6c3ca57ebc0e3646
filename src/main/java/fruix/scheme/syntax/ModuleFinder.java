package fruix.scheme.syntax;

import gnu.expr.ModuleInfo;
import java.util.Collection;
import java.util.Optional;
import kawa.lang.Translator;

/** Finds the modules that source names; a language whose files use modules has one. */
public interface ModuleFinder {

  /** A Kawa language that finds modules. */
  interface Holder {
    ModuleFinder modules();
  }

  /**
   * The module NAME, already parsed up to its imports when it comes from source; empty when there
   * is none. Errors inside it go to the messages of TR, the compilation that asks.
   */
  Optional<ModuleInfo> find(ModuleName name, Translator tr);

  /** Whether what the module NAME exports can be used without importing it. */
  boolean everywhere(ModuleName name);

  /** The names of all modules that could be asked for, for hints. */
  Collection<String> known();
}
