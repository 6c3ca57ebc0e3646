package fruix.scheme.language;

import fruix.diag.DidYouMean;
import fruix.scheme.syntax.ModuleFinder;
import fruix.scheme.syntax.ModuleName;
import fruix.scheme.syntax.ModuleTrouble;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * Where modules are: compiled ones in a class loader, source ones in directories.
 *
 * <p>It is made for one evaluation, which reads each source module once.
 */
public final class ModulePath implements ModuleFinder {
  private final ClassLoader classLoader;
  private final boolean sourceFirst;
  private final SourceModules sources;

  private ModulePath(ClassLoader classLoader, List<Path> directories, boolean sourceFirst) {
    this.classLoader = classLoader;
    this.sourceFirst = sourceFirst;
    this.sources = new SourceModules(directories, sourceFirst);
  }

  /** Compiled modules of CLASSLOADER, then source modules below DIRECTORIES. */
  public static ModulePath of(ClassLoader classLoader, List<Path> directories) {
    return new ModulePath(classLoader, directories, false);
  }

  /** Source modules below DIRECTORIES, even where CLASSLOADER has them compiled. */
  static ModulePath ofSource(ClassLoader classLoader, List<Path> directories) {
    return new ModulePath(classLoader, directories, true);
  }

  public ClassLoader classLoader() {
    return classLoader;
  }

  SourceModules sources() {
    return sources;
  }

  @Override
  public ModuleInfo find(ModuleName asked, Translator tr) throws ModuleTrouble {
    ModuleName name = GuileModules.resolve(asked);
    Optional<ModuleInfo> first = sourceFirst ? sources.find(name, tr) : compiled(name);
    if (first.isPresent()) {
      return first.get();
    }
    Optional<ModuleInfo> second = sourceFirst ? compiled(name) : sources.find(name, tr);
    if (second.isPresent()) {
      return second.get();
    }
    throw new ModuleTrouble(
        "no module " + asked,
        DidYouMean.suggest(asked.toString(), known())
            .map(near -> "did you mean `" + near + "'?")
            .orElse(null));
  }

  private Optional<ModuleInfo> compiled(ModuleName name) {
    try {
      return Optional.of(
          ModuleManager.findWithClass(Class.forName(name.className(), false, classLoader)));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public void importing(ModuleName name, Translator tr) throws ModuleTrouble {
    sources.importing(GuileModules.resolve(name), tr);
  }

  @Override
  public void imported() {
    sources.imported();
  }

  @Override
  public @Nullable ModuleName compiled(Translator tr) {
    return sources.compiled(tr);
  }

  @Override
  public boolean everywhere(ModuleName name) {
    return BaseBindings.MODULES.contains(GuileModules.resolve(name));
  }

  /** The names of all modules, as far as they are found quickly. */
  private Collection<String> known() {
    TreeSet<String> names = new TreeSet<>();
    GuileModules.names().forEach(name -> names.add(name.toString()));
    names.addAll(ModuleIndex.read(classLoader));
    for (Path directory : sources.directories()) {
      ModuleIndex.glance(directory).forEach(name -> names.add(name.toString()));
    }
    return names;
  }
}
