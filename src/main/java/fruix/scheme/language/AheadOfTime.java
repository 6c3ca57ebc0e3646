package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import gnu.expr.Compilation;
import gnu.expr.Language;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import gnu.mapping.Environment;
import gnu.text.SourceMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles source modules to class files. */
public final class AheadOfTime {
  private final List<Path> sources;
  private final Path output;
  private final ModulePath modules;
  private final SourceMessages messages = new SourceMessages();

  /**
   * Compiles what lies below SOURCES to class files below OUTPUT.
   *
   * @param classes where classes written to OUTPUT are found
   */
  public AheadOfTime(List<Path> sources, Path output, ClassLoader classes) {
    this.sources = sources;
    this.output = output;
    this.modules = ModulePath.ofSource(classes, sources);
  }

  /** Compiles every module; returns what was said about them. */
  public SourceMessages compile() throws IOException {
    Map<ModuleName, Path> files = files();
    ModuleManager.getInstance().setCompilationDirectory(output.toString());
    Thread.currentThread().setContextClassLoader(modules.classLoader());
    Map<ModuleName, Path> base = new TreeMap<>(files);
    base.keySet().retainAll(BaseBindings.MODULES);
    compile(FruixScheme.withoutBase(modules), base);
    if (!messages.seenErrorsOrWarnings()) {
      compile(new FruixScheme(modules), files);
    }
    return messages;
  }

  private void compile(FruixScheme language, Map<ModuleName, Path> files) {
    Language.setCurrentLanguage(language);
    Environment saved = Environment.setSaveCurrent(language.base());
    try {
      List<ModuleInfo> read = new ArrayList<>();
      files.forEach((name, file) -> read.add(modules.read(name, file, language, messages)));
      for (ModuleInfo info : read) {
        if (messages.seenErrors()) {
          return;
        }
        info.loadByStages(Compilation.CLASS_WRITTEN);
      }
    } finally {
      Environment.restoreCurrent(saved);
    }
  }

  private Map<ModuleName, Path> files() throws IOException {
    Map<ModuleName, Path> files = new TreeMap<>();
    for (Path source : sources.stream().filter(Files::isDirectory).toList()) {
      try (Stream<Path> all = Files.walk(source)) {
        all.filter(f -> f.toString().endsWith(".scm"))
            .forEach(f -> files.put(name(source.relativize(f).toString()), f));
      }
    }
    return files;
  }

  private static ModuleName name(String relative) {
    String words = relative.replace('\\', '/').replace('/', ' ');
    return ModuleName.of(words.substring(0, words.length() - ".scm".length()));
  }
}
