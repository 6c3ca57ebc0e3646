package fruix.scheme;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.event.Event;
import fruix.event.EventSink;
import fruix.scheme.explain.Troubles;
import fruix.scheme.language.FruixScheme;
import fruix.scheme.language.Interpreter;
import fruix.scheme.language.LanguageFactory;
import fruix.scheme.language.ModulePath;
import fruix.scheme.language.SourceText;
import fruix.scheme.syntax.ModuleName;
import gnu.expr.Mangling;
import gnu.mapping.Procedure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Evaluates declaration files, and calls procedures of modules on what they came to. */
public final class DeclarationLoader {
  private final LanguageFactory languages;
  private final List<Path> loadPath;
  private final ClassLoader modules;
  private final EventSink events;
  private final EvaluationThread thread = new EvaluationThread();

  /**
   * @param loadPath directories of the user's modules; the directory of the file comes first
   * @param modules where Fruix's own modules are
   */
  public DeclarationLoader(
      LanguageFactory languages, List<Path> loadPath, ClassLoader modules, EventSink events) {
    this.languages = languages;
    this.loadPath = List.copyOf(loadPath);
    this.modules = modules;
    this.events = events;
  }

  /**
   * Evaluates FILE.
   *
   * @throws FruixException with every error found, exit status {@link ExitCode#DECLARATION}
   */
  public Declaration load(Path file) {
    String text = SourceText.read(file);
    events.emit(new Event.Note("evaluating " + file));
    return thread.run(modules, () -> evaluate(file, text));
  }

  /** Evaluates TEXT, whose last expression is a procedure, and calls that with ARGUMENTS. */
  void run(String name, String text, Object... arguments) {
    thread.run(
        modules,
        () -> {
          Procedure procedure =
              (Procedure) Objects.requireNonNull(evaluate(Path.of(name), text).last());
          try {
            return procedure.applyN(arguments);
          } catch (Throwable e) {
            throw Troubles.thrown(e, thread.sourceMaps());
          }
        });
  }

  private Declaration evaluate(Path file, String text) throws Exception {
    FruixScheme language = languages.language(ModulePath.of(modules, directories(file)));
    Interpreter interpreter = new Interpreter(language);
    Optional<Interpreter.Result> result = Optional.empty();
    FruixException failure = null;
    try {
      result = interpreter.run(file.toString(), text);
    } catch (Throwable e) {
      failure = Troubles.thrown(e, thread.sourceMaps());
    }
    List<Diagnostic> said =
        Troubles.said(interpreter.messages(), file.toString(), text, interpreter);
    if (!said.isEmpty()) {
      throw new FruixException(said, failure);
    }
    if (failure != null) {
      throw failure;
    }
    Interpreter.Result value =
        result.orElseThrow(
            () -> new IllegalStateException("the compiler refused " + file + " without a word"));
    List<Declaration.Binding> bindings = new ArrayList<>();
    for (Interpreter.Definition d : value.definitions()) {
      bindings.add(
          new Declaration.Binding(
              d.name(), d.value(), new Location(file.toString(), d.line(), d.column())));
    }
    return new Declaration(file, text, value.last(), bindings);
  }

  private List<Path> directories(Path file) {
    List<Path> directories = new ArrayList<>();
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      directories.add(parent);
    }
    directories.addAll(loadPath);
    return directories;
  }

  /** The procedure NAME that Fruix's module MODULE (its words, with spaces between) exports. */
  public ModuleProcedure procedure(String module, String name) {
    return arguments ->
        thread.run(
            modules,
            () -> {
              try {
                return find(module, name).applyN(arguments);
              } catch (Throwable e) {
                throw Troubles.thrown(e, thread.sourceMaps());
              }
            });
  }

  private Procedure find(String module, String name) throws ReflectiveOperationException {
    Class<?> compiled = Class.forName(ModuleName.of(module).className(), true, modules);
    return (Procedure) compiled.getField(Mangling.mangleField(name)).get(null);
  }
}
