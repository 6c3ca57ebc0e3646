package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import fruix.scheme.syntax.ModuleTrouble;
import gnu.expr.Compilation;
import gnu.expr.Language;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import gnu.mapping.Environment;
import gnu.text.SourceMessages;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
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
   * @param classes where Fruix itself is
   */
  public AheadOfTime(List<Path> sources, Path output, ClassLoader classes) {
    this.sources = sources;
    this.output = output;
    try {
      URL[] written = {output.toUri().toURL()};
      this.modules = ModulePath.ofSource(new URLClassLoader(written, classes), sources);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Compiles every module; returns what was said about them. */
  public SourceMessages compile() throws IOException {
    Map<ModuleName, Path> files = files();
    ModuleManager.getInstance().setCompilationDirectory(output.toString());
    Thread thread = Thread.currentThread();
    ClassLoader outer = thread.getContextClassLoader();
    thread.setContextClassLoader(modules.classLoader());
    try {
      Map<ModuleName, Path> base = new TreeMap<>(files);
      base.keySet().retainAll(BaseBindings.MODULES);
      compile(FruixScheme.withoutBase(modules), base);
      if (!Complaint.anyError(messages)) {
        compile(new FruixScheme(modules), files);
        ModuleIndex.write(files.keySet(), output);
      }
      return messages;
    } finally {
      thread.setContextClassLoader(outer);
    }
  }

  private void compile(FruixScheme language, Map<ModuleName, Path> files) {
    Language.setCurrentLanguage(language);
    Environment saved = Environment.setSaveCurrent(language.base());
    try {
      List<ModuleInfo> read = new ArrayList<>();
      for (Map.Entry<ModuleName, Path> e : files.entrySet()) {
        read.add(modules.sources().read(e.getKey(), e.getValue(), language, messages, false));
      }
      // All before any is written: what is written is imported from its class, which runs it.
      process(read, Compilation.COMPILED);
      process(read, Compilation.CLASS_WRITTEN);
    } catch (ModuleTrouble e) {
      if (e.getMessage() != null) {
        messages.error('e', e.getMessage());
      }
    } finally {
      Environment.restoreCurrent(saved);
    }
  }

  private void process(List<ModuleInfo> modules, int stage) {
    for (ModuleInfo module : modules) {
      if (!messages.seenErrors()) {
        module.loadByStages(stage);
      }
    }
  }

  private Map<ModuleName, Path> files() throws IOException {
    Map<ModuleName, Path> files = new TreeMap<>();
    sources.forEach(source -> files.putAll(ModuleIndex.sources(source)));
    return files;
  }
}
