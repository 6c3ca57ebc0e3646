package fruix.scheme;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.diag.Diagnostic;
import fruix.diag.DidYouMean;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.store.Store;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.SimpleSymbol;
import gnu.math.IntNum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** From a declaration file to the derivation of its system's closure. */
public final class SystemDeclarations {
  private static final String MODEL = "fruix system freebsd model";
  private static final String CLOSURE = "fruix system freebsd closure";
  private static final String MEDIA = "fruix system freebsd media";
  private static final String INSTALLER = "fruix system freebsd installer";
  private static final String SOURCE = "fruix system freebsd source-lowering";

  private final DeclarationLoader loader;
  private final Store store;
  private final Builders builders;
  private final LoweringContext.Host host;

  public SystemDeclarations(
      DeclarationLoader loader, Store store, Builders builders, LoweringContext.Host host) {
    this.loader = loader;
    this.store = store;
    this.builders = builders;
    this.host = host;
  }

  /**
   * Evaluates FILE and lowers the operating-system NAME in it; without a name the value of the last
   * expression, or the only operating-system that the file defines.
   *
   * @throws FruixException exit status {@link ExitCode#DECLARATION}, with every error found
   */
  public LoweredSystem lower(Path file, Optional<String> name) {
    return evaluate(file, name).lowered();
  }

  /** As {@link #lower}, and goes on to a disk image of the system. */
  public LoweredMedium lowerDiskImage(
      Path file, Optional<String> name, DiskSizes sizes, DiskForm form) {
    Evaluated evaluated = evaluate(file, name);
    Object image =
        loader
            .procedure(MEDIA, "operating-system->disk-image")
            .call(
                evaluated.system(),
                evaluated.lowered().closure(),
                evaluated.context(),
                bytes(sizes.root()),
                bytes(sizes.capacity()),
                bytes(sizes.swap()),
                SimpleSymbol.valueOf(form.format()),
                form.bios());
    return new LoweredMedium(evaluated.lowered(), (Derivation) Objects.requireNonNull(image));
  }

  /** As {@link #lower}, and goes on to a disk from which a machine installs the system. */
  public LoweredInstaller lowerInstallerImage(
      Path file, Optional<String> name, InstallerOptions options) {
    return lowerInstaller("operating-system->installer-image", file, name, options);
  }

  /** As {@link #lower}, and goes on to an ISO image from which a machine installs the system. */
  public LoweredInstaller lowerInstallerIso(
      Path file, Optional<String> name, InstallerOptions options) {
    return lowerInstaller("operating-system->installer-iso", file, name, options);
  }

  private LoweredInstaller lowerInstaller(
      String procedure, Path file, Optional<String> name, InstallerOptions options) {
    Evaluated evaluated = evaluate(file, name);
    Object result =
        loader
            .procedure(INSTALLER, procedure)
            .call(
                evaluated.system(),
                evaluated.lowered().closure(),
                evaluated.context(),
                options.device(),
                bytes(options.rootSize()),
                bytes(options.swapSize()),
                options.force());
    List<Object> parts = SchemeData.elements(Objects.requireNonNull(result));
    return new LoweredInstaller(
        evaluated.lowered(), (Derivation) parts.get(0), (Derivation) parts.get(1));
  }

  /** Evaluates FILE; the source that the base of the operating-system NAME is built from. */
  public LoweredSource lowerSource(Path file, Optional<String> name) {
    Declaration declaration = loader.load(file);
    Object system = system(declaration, name);
    LoweringContext context = context(declaration);
    Object source = loader.procedure(SOURCE, "operating-system->source").call(system, context);
    return new LoweredSource(
        (Derivation) Objects.requireNonNull(source),
        () ->
            loader
                .procedure(SOURCE, "check-operating-system-source")
                .call(system, source, context));
  }

  private static Object bytes(OptionalLong size) {
    return size.isPresent() ? IntNum.make(size.getAsLong()) : Boolean.FALSE;
  }

  /** An operating-system, what it was lowered in, and what to. */
  private record Evaluated(Object system, LoweringContext context, LoweredSystem lowered) {}

  private Evaluated evaluate(Path file, Optional<String> name) {
    Declaration declaration = loader.load(file);
    Object system = system(declaration, name);
    LoweringContext context = context(declaration);
    Object result = loader.procedure(CLOSURE, "operating-system->closure").call(system, context);
    List<Object> parts = SchemeData.elements(Objects.requireNonNull(result));
    return new Evaluated(
        system, context, new LoweredSystem((Derivation) parts.get(0), keys(parts.get(1))));
  }

  private Object system(Declaration declaration, Optional<String> name) {
    return name.isPresent() ? named(declaration, name.get()) : only(declaration);
  }

  private LoweringContext context(Declaration declaration) {
    return new LoweringContext(host, store, builders, declaration.source());
  }

  private boolean isSystem(@Nullable Object value) {
    return value != null
        && !Boolean.FALSE.equals(loader.procedure(MODEL, "operating-system?").call(value));
  }

  private Object named(Declaration declaration, String name) {
    List<String> known = new ArrayList<>();
    for (Declaration.Binding binding : declaration.bindings()) {
      if (binding.name().equals(name)) {
        if (isSystem(binding.value())) {
          return Objects.requireNonNull(binding.value());
        }
        throw wrong("`" + name + "' is not an operating-system", binding.location(), null);
      }
      if (isSystem(binding.value())) {
        known.add(binding.name());
      }
    }
    throw wrong(
        "the file defines no `" + name + "'",
        Location.ofFile(declaration.file().toString()),
        namesHint(declaration, name, known));
  }

  /** What else than NAME could be meant: the KNOWN operating-systems. */
  private String namesHint(Declaration declaration, String name, List<String> known) {
    if (known.isEmpty()) {
      return isSystem(declaration.last())
          ? "its operating-system has no name: leave --system out"
          : "it binds no operating-system to a name";
    }
    String all = "its operating-systems are " + String.join(", ", known);
    return DidYouMean.suggest(name, known)
        .map(near -> "did you mean `" + near + "'? " + all)
        .orElse(all);
  }

  private Object only(Declaration declaration) {
    Object last = declaration.last();
    if (last != null && isSystem(last)) {
      return last;
    }
    List<Declaration.Binding> systems =
        declaration.bindings().stream().filter(b -> isSystem(b.value())).toList();
    Location file = Location.ofFile(declaration.file().toString());
    if (systems.isEmpty()) {
      throw wrong(
          "the file defines no operating-system",
          file,
          "end it with (operating-system …), or bind one with define");
    }
    if (systems.size() > 1) {
      throw wrong(
          "the file defines more than one operating-system: "
              + String.join(", ", systems.stream().map(Declaration.Binding::name).toList()),
          systems.get(1).location(),
          "say which with --system NAME");
    }
    return Objects.requireNonNull(systems.get(0).value());
  }

  private static FruixException wrong(String message, Location where, @Nullable String hint) {
    return new FruixException(
        Diagnostic.of(ExitCode.DECLARATION, message).withLocation(where).withHint(hint));
  }

  private static List<LoweredSystem.Key> keys(Object alist) {
    List<LoweredSystem.Key> keys = new ArrayList<>();
    for (Object entry : SchemeData.elements(alist)) {
      Pair pair = (Pair) entry;
      boolean list = pair.getCdr() instanceof LList;
      keys.add(
          new LoweredSystem.Key(
              pair.getCar().toString(),
              list,
              list ? SchemeData.strings(pair.getCdr()) : List.of(pair.getCdr().toString())));
    }
    return keys;
  }
}
