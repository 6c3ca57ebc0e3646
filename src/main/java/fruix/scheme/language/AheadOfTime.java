package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import gnu.expr.Compilation;
import gnu.expr.Language;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import gnu.mapping.Environment;
import gnu.text.SourceMessages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    if (!Complaint.anyError(messages)) {
      compile(new FruixScheme(modules), files);
      ModuleIndex.write(files.keySet(), output);
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
    sources.forEach(source -> files.putAll(ModuleIndex.sources(source)));
    return files;
  }
}
