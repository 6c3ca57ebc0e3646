package fruix.scheme.syntax;

import gnu.expr.ModuleInfo;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** Finds the modules that source names; a language whose files use modules has one. */
public interface ModuleFinder {

  /** A Kawa language that finds modules. */
  interface Holder {
    ModuleFinder modules();
  }

  /**
   * The module NAME, already parsed up to its imports when it comes from source. Errors inside it
   * go to the messages of TR, the compilation that asks.
   *
   * @throws ModuleTrouble if there is none that can be used
   */
  ModuleInfo find(ModuleName name, Translator tr) throws ModuleTrouble;

  /**
   * Notes that the compilation TR imports the module NAME, until {@link #imported}.
   *
   * @throws ModuleTrouble if that module is itself waiting for what TR compiles
   */
  void importing(ModuleName name, Translator tr) throws ModuleTrouble;

  void imported();

  /** The module that TR compiles; null when it compiles a file that no other can import. */
  @Nullable ModuleName compiled(Translator tr);

  /** Whether what the module NAME exports can be used without importing it. */
  boolean everywhere(ModuleName name);
}
