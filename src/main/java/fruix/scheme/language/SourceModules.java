package fruix.scheme.language;

import fruix.diag.FruixException;
import fruix.scheme.syntax.ModuleName;
import fruix.scheme.syntax.ModuleTrouble;
import gnu.expr.Compilation;
import gnu.expr.Language;
import gnu.expr.ModuleInfo;
import gnu.expr.ModuleManager;
import gnu.kawa.io.InPort;
import gnu.text.SourceMessages;
import gnu.text.SyntaxException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** The source modules of one evaluation. */
final class SourceModules {
  private final List<Path> directories;
  private final boolean named;
  private final Map<ModuleName, ModuleInfo> read = new HashMap<>();
  private final Deque<ModuleName> waiting = new ArrayDeque<>();

  /**
   * @param named whether messages call files by the module's name, not by their place on the disk
   */
  SourceModules(List<Path> directories, boolean named) {
    this.directories = List.copyOf(directories);
    this.named = named;
  }

  List<Path> directories() {
    return directories;
  }

  /** The module NAME when there is a file for it, for the compilation TR. */
  Optional<ModuleInfo> find(ModuleName name, Translator tr) throws ModuleTrouble {
    ModuleInfo known = read.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Path> file =
        directories.stream()
            .map(directory -> directory.resolve(name.relativePath()))
            .filter(Files::isRegularFile)
            .findFirst();
    return file.isEmpty()
        ? Optional.empty()
        : Optional.of(read(name, file.get(), tr.getLanguage(), tr.getMessages(), tr.immediate));
  }

  /** The module NAME of FILE, read up to its imports unless it was already. */
  ModuleInfo read(
      ModuleName name, Path file, Language language, SourceMessages messages, boolean immediate)
      throws ModuleTrouble {
    ModuleInfo known = read.get(name);
    if (known != null) {
      return known;
    }
    String text;
    try {
      text = SourceText.read(file);
    } catch (FruixException e) {
      throw new ModuleTrouble(e.getMessage(), null);
    }
    String shown = named ? name.relativePath() : file.toString();
    gnu.kawa.io.Path path = gnu.kawa.io.Path.valueOf(shown);
    ModuleInfo info = ModuleManager.getInstance().findWithSourcePath(path.getCanonical(), shown);
    info.clearClass();
    read.put(name, info);
    int options = Language.PARSE_PROLOG | Language.PARSE_EXPLICIT;
    parse(
        text,
        path,
        language,
        messages,
        immediate ? options | Language.PARSE_IMMEDIATE : options,
        info);
    if (messages.seenErrors()) {
      throw new ModuleTrouble(null, null);
    }
    if (!defines(name, info, immediate)) {
      messages.error('e', shown, 1, 1, "this file should define the module " + name);
      throw new ModuleTrouble(null, null);
    }
    return info;
  }

  private static void parse(
      String text,
      gnu.kawa.io.Path path,
      Language language,
      SourceMessages messages,
      int options,
      ModuleInfo info) {
    // From memory: the compiler reads on when all imports are known, and closes nothing.
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      InPort port = InPort.openFile(new ByteArrayInputStream(bytes), path, "UTF-8");
      language.parse(port, messages, options, info);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SyntaxException e) {
      if (e.getMessages() != messages) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static boolean defines(ModuleName name, ModuleInfo info, boolean immediate) {
    Compilation compilation = info.getCompilation();
    String expected = immediate ? name.userClassName() : name.className();
    return compilation != null
        && compilation.mainClass != null
        && expected.equals(compilation.mainClass.getName());
  }

  /** The name of the module that TR compiles; null when it is none of these. */
  @Nullable ModuleName compiled(Translator tr) {
    ModuleInfo info = tr.getMinfo();
    return read.entrySet().stream()
        .filter(e -> e.getValue() == info)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Notes that what TR compiles waits for NAME. */
  void importing(ModuleName name, Translator tr) throws ModuleTrouble {
    ModuleName importer = compiled(tr);
    if (importer != null && (importer.equals(name) || waiting.contains(name))) {
      Stream<ModuleName> chain =
          Stream.concat(
              waiting.stream().dropWhile(n -> !n.equals(name)), Stream.of(importer, name));
      throw new ModuleTrouble(
          "modules use each other in a circle: "
              + chain.distinct().map(ModuleName::toString).collect(Collectors.joining(", "))
              + ", "
              + name,
          "move what both need to a module of its own");
    }
    waiting.addLast(importer == null ? name : importer);
  }

  void imported() {
    waiting.removeLast();
  }
}
