package fruix.scheme.language;

import fruix.scheme.syntax.ModuleFinder;
import fruix.scheme.syntax.ModuleName;
import gnu.expr.Language;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import gnu.kawa.io.InPort;
import gnu.text.SourceMessages;
import gnu.text.SyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import kawa.lang.Translator;

/**
 * Where modules are: compiled ones in a class loader, source ones in directories.
 *
 * <p>A source module is read anew once a {@link #forget}: it belongs to one evaluation.
 */
public final class ModulePath implements ModuleFinder {
  private final ClassLoader classLoader;
  private final List<Path> directories;
  private final boolean sourceFirst;
  private final Map<ModuleName, ModuleInfo> read = new HashMap<>();

  private ModulePath(ClassLoader classLoader, List<Path> directories, boolean sourceFirst) {
    this.classLoader = classLoader;
    this.directories = List.copyOf(directories);
    this.sourceFirst = sourceFirst;
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

  /** Drops what source modules were read to, so that the next evaluation reads them again. */
  public void forget() {
    read.clear();
  }

  @Override
  public Optional<ModuleInfo> find(ModuleName asked, Translator tr) {
    ModuleName name = GuileModules.resolve(asked);
    ModuleInfo known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    if (!sourceFirst) {
      Optional<ModuleInfo> compiled = compiled(name);
      if (compiled.isPresent()) {
        return compiled;
      }
    }
    Optional<Path> source = source(name);
    return source.isPresent() ? Optional.of(read(name, source.get(), tr)) : compiled(name);
  }

  private Optional<ModuleInfo> compiled(ModuleName name) {
    try {
      return Optional.of(
          ModuleManager.findWithClass(Class.forName(name.className(), false, classLoader)));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> source(ModuleName name) {
    return directories.stream()
        .map(directory -> directory.resolve(name.relativePath()))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** Reads FILE up to its imports, as part of the compilation TR. */
  private ModuleInfo read(ModuleName name, Path file, Translator tr) {
    return read(name, file, tr.getLanguage(), tr.getMessages(), tr.immediate);
  }

  /** The module NAME of FILE, read up to its imports unless it was already. */
  ModuleInfo read(ModuleName name, Path file, Language language, SourceMessages messages) {
    ModuleInfo known = read.get(name);
    return known != null ? known : read(name, file, language, messages, false);
  }

  private ModuleInfo read(
      ModuleName name, Path file, Language language, SourceMessages messages, boolean immediate) {
    String shown = sourceFirst ? name.relativePath() : file.toString();
    gnu.kawa.io.Path path = gnu.kawa.io.Path.valueOf(shown);
    ModuleInfo info = ModuleManager.getInstance().findWithSourcePath(path.getCanonical(), shown);
    info.clearClass();
    read.put(name, info);
    int options = Language.PARSE_PROLOG | Language.PARSE_EXPLICIT;
    if (immediate) {
      options |= Language.PARSE_IMMEDIATE;
    }
    try {
      // In memory: the compiler reads the rest when all imports are known, and closes nothing.
      InputStream text = new ByteArrayInputStream(Files.readAllBytes(file));
      language.parse(InPort.openFile(text, path, "UTF-8"), messages, options, info);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      // Recorded in the messages already.
      return info;
    }
    return info;
  }

  @Override
  public boolean everywhere(ModuleName name) {
    return BaseBindings.MODULES.contains(GuileModules.resolve(name));
  }

  @Override
  public Collection<String> known() {
    TreeSet<String> names = new TreeSet<>();
    GuileModules.names().forEach(name -> names.add(name.toString()));
    names.addAll(ModuleIndex.read(classLoader));
    for (Path directory : directories) {
      ModuleIndex.sources(directory).keySet().forEach(name -> names.add(name.toString()));
    }
    return names;
  }
}
