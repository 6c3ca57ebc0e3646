package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import gnu.expr.Compilation;
import gnu.expr.Declaration;
import gnu.expr.Language;
import gnu.expr.ModuleExp;
import gnu.expr.ModuleInfo;
import gnu.kawa.io.InPort;
import gnu.kawa.io.Path;
import gnu.kawa.lispexpr.LispReader;
import gnu.mapping.CallContext;
import gnu.mapping.Environment;
import gnu.mapping.Symbol;
import gnu.mapping.Values;
import gnu.text.SourceMessages;
import gnu.text.SyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Evaluates source text in a language, in the calling thread. */
public final class Interpreter implements Names {
  private final FruixScheme language;
  private final SourceMessages messages = new SourceMessages();
  private final Set<String> defined = new TreeSet<>();

  public Interpreter(FruixScheme language) {
    this.language = language;
  }

  /** What the compiler said. */
  public SourceMessages messages() {
    return messages;
  }

  /** The names that the code that was run could use at top level. */
  @Override
  public Collection<String> names() {
    Set<String> names = new TreeSet<>(defined);
    names.addAll(language.names());
    return names;
  }

  @Override
  public Optional<String> moduleOf(String name) {
    return language.modules().exporter(name).map(ModuleName::toString);
  }

  /** A top-level definition; LINE and COLUMN are 1-based, 0 when unknown. */
  public record Definition(String name, @Nullable Object value, int line, int column) {}

  /**
   * What a file came to.
   *
   * @param last the value of its last expression that has one; null when none has
   */
  public record Result(@Nullable Object last, List<Definition> definitions) {}

  /**
   * Evaluates TEXT of FILE. Returns nothing when it was not run because of errors, which the
   * messages tell; what the code throws passes as it is.
   */
  public Optional<Result> run(String file, String text) throws Throwable {
    return language.evaluate(() -> evaluate(file, text));
  }

  private Optional<Result> evaluate(String file, String text) throws Throwable {
    Language.setCurrentLanguage(language);
    Environment environment = Environment.make("user", language.base());
    Environment saved = Environment.setSaveCurrent(environment);
    CallContext context = CallContext.getInstance();
    int start = context.startFromContext();
    try {
      Compilation compilation = parse(file, text);
      if (compilation == null || Complaint.anyError(messages)) {
        context.cleanupFromContext(start);
        return Optional.empty();
      }
      ModuleExp module = compilation.getModule();
      if (!ModuleExp.evalModule(environment, context, compilation, null, null)) {
        context.cleanupFromContext(start);
        return Optional.empty();
      }
      return Optional.of(
          new Result(last(context.getFromContext(start)), definitions(module, environment)));
    } catch (Throwable e) {
      context.cleanupFromContext(start);
      throw e;
    } finally {
      Environment.restoreCurrent(saved);
    }
  }

  /** The last of the values that the expressions of a file left. */
  private static @Nullable Object last(@Nullable Object values) {
    if (!(values instanceof Values<?> several)) {
      return values;
    }
    Object[] all = several.getValues();
    return all.length == 0 ? null : all[all.length - 1];
  }

  /** Translates TEXT up to the point where every warning has been given. */
  private @Nullable Compilation parse(String file, String text) throws IOException {
    InPort port =
        InPort.openFile(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Path.valueOf(file),
            "UTF-8");
    LispReader reader = language.getLexer(port, messages);
    ModuleInfo info = new ModuleInfo();
    Compilation compilation =
        language.getCompilation(reader, Language.PARSE_IMMEDIATE | Language.PARSE_EXPLICIT, info);
    compilation.classPrefix = ModuleName.MAIN_CLASS_PREFIX;
    compilation.mustCompileHere();
    try {
      if (!language.parse(compilation)) {
        return null;
      }
    } catch (SyntaxException e) {
      // Recorded in the messages already.
      return null;
    }
    for (Declaration d = compilation.getModule().firstDecl(); d != null; d = d.nextDecl()) {
      if (d.getSymbol() instanceof Symbol symbol) {
        defined.add(symbol.getName());
      }
    }
    if (!messages.seenErrors()) {
      compilation.process(Compilation.RESOLVED);
      compilation.getMinfo().loadByStages(Compilation.WALKED);
    }
    return compilation;
  }

  private static List<Definition> definitions(ModuleExp module, Environment environment) {
    List<Definition> definitions = new ArrayList<>();
    for (Declaration d = module.firstDecl(); d != null; d = d.nextDecl()) {
      if (d.getSymbol() instanceof Symbol symbol && !d.isPrivate() && environment.isBound(symbol)) {
        definitions.add(
            new Definition(
                symbol.getName(),
                environment.get(symbol, null, null),
                Math.max(d.getLineNumber(), 0),
                Math.max(d.getColumnNumber(), 0)));
      }
    }
    return definitions;
  }
}
