package fruix.scheme;

import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.nativebuild.executor.Executor;
import fruix.nativebuild.executor.ExecutorKind;
import fruix.scheme.runtime.Records;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the executors of native builds that a declaration file defines. */
public final class ExecutorDeclarations {
  private static final String MODULE = "fruix system freebsd executor";

  private final DeclarationLoader loader;

  public ExecutorDeclarations(DeclarationLoader loader) {
    this.loader = loader;
  }

  /**
   * Evaluates FILE; the executor that its definition NAME holds, without a name the only one.
   *
   * @throws FruixException exit status {@link ExitCode#DECLARATION}
   */
  public Executor find(Path file, Optional<String> name) {
    Declaration declaration = loader.load(file);
    List<Declaration.Binding> executors =
        declaration.bindings().stream().filter(binding -> isExecutor(binding.value())).toList();
    Location top = Location.ofFile(declaration.file().toString());
    if (name.isPresent()) {
      return executor(named(executors, name.get(), top));
    }
    if (executors.isEmpty()) {
      throw wrong(
          "the file defines no native-build-executor",
          top,
          "bind one with (define NAME (native-build-executor …))");
    }
    if (executors.size() > 1) {
      throw wrong(
          "the file defines more than one native-build-executor: " + names(executors),
          executors.get(1).location(),
          "say which with --executor NAME");
    }
    return executor(executors.get(0));
  }

  private boolean isExecutor(@Nullable Object value) {
    return value != null
        && !Boolean.FALSE.equals(loader.procedure(MODULE, "native-build-executor?").call(value));
  }

  private static Declaration.Binding named(
      List<Declaration.Binding> executors, String name, Location file) {
    return executors.stream()
        .filter(binding -> binding.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "the file defines no native-build-executor `" + name + "'",
                    file,
                    DidYouMean.suggest(
                            name, executors.stream().map(Declaration.Binding::name).toList())
                        .map(near -> "did you mean `" + near + "'?")
                        .orElse(executors.isEmpty() ? null : "it defines " + names(executors))));
  }

  private static String names(List<Declaration.Binding> executors) {
    return String.join(", ", executors.stream().map(Declaration.Binding::name).toList());
  }

  private Executor executor(Declaration.Binding binding) {
    List<String> words =
        SchemeData.strings(
            Objects.requireNonNull(
                loader.procedure(MODULE, "native-build-executor->list").call(binding.value())));
    TreeMap<String, String> properties = new TreeMap<>();
    for (int i = 3; i < words.size(); i += 2) {
      properties.put(words.get(i), words.get(i + 1));
    }
    try {
      return new Executor(
          ExecutorKind.labelled(words.get(0)).orElseThrow(),
          words.get(1),
          words.get(2),
          properties);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), place(binding, words), null);
    }
  }

  /** Where the properties of BINDING's executor, of which WORDS tell, are; else all of it. */
  private Location place(Declaration.Binding binding, List<String> words) {
    boolean named =
        words.subList(1, 3).stream().allMatch(word -> Executor.WORD.matcher(word).matches());
    Object place = Records.location(Objects.requireNonNull(binding.value()), "properties");
    return named && place instanceof Location known ? known : binding.location();
  }

  private static FruixException wrong(String message, Location where, @Nullable String hint) {
    return new FruixException(
        Diagnostic.of(ExitCode.DECLARATION, message).withLocation(where).withHint(hint));
  }
}
