package fruix.scheme.language;

import fruix.diag.DidYouMean;
import fruix.scheme.syntax.ModuleFinder;
import fruix.scheme.syntax.ModuleName;
import fruix.scheme.syntax.ModuleTrouble;
import gnu.expr.Mangling;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
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
            .orElse(
                asked.toString().matches("\\((gnu|guix)\\b.*")
                    ? "Guix's modules are not here; a system needs (fruix system freebsd)"
                    : null));
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

  /** The compiled module that exports NAME; of several the one with the shortest name. */
  Optional<ModuleName> exporter(String name) {
    String field = Mangling.mangleField(name);
    return ModuleIndex.read(classLoader).stream()
        .map(module -> ModuleName.of(module.substring(1, module.length() - 1)))
        .sorted(
            Comparator.comparing((ModuleName module) -> module.parts().size())
                .thenComparing(Comparator.naturalOrder()))
        .filter(module -> exports(module, field))
        .findFirst();
  }

  private boolean exports(ModuleName module, String field) {
    try {
      return Arrays.stream(
              Class.forName(module.className(), false, classLoader).getDeclaredFields())
          .anyMatch(f -> Modifier.isPublic(f.getModifiers()) && f.getName().equals(field));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the index of modules names " + module, e);
    }
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
