package fruix.scheme;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.Fetch;
import fruix.build.HostFacts;
import fruix.build.HostTree;
import fruix.build.Input;
import fruix.build.ItemReference;
import fruix.build.PathRules;
import fruix.build.Present;
import fruix.build.Source;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.nativebuild.BuildRequest;
import fruix.nativebuild.NativeHost;
import fruix.nativebuild.Part;
import fruix.nativebuild.promotion.ArtifactKind;
import fruix.nativebuild.promotion.PromotedResult;
import fruix.scheme.runtime.Evaluation;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import fruix.source.SourceFiles;
import fruix.store.Selection;
import fruix.store.Store;
import fruix.store.StorePath;
import gnu.lists.LList;
import gnu.mapping.Procedure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code modules/fruix} works with while it lowers a declaration: the mechanism behind {@code
 * (fruix store)}. It describes only, and of the host it reads only what the declaration names. Its
 * public methods are called from Scheme by name.
 */
public final class LoweringContext {
  private static final String RELATIVE =
      "a relative path begins at the directory of the file that says it";

  private static final String PRIVATE_KEY = "PRIVATE KEY-----";
  private static final long SECRET_SCAN_LIMIT = 1 << 20;

  private final Host host;
  private final Store store;
  private final Builders builders;
  private final String declaration;
  private final Map<Path, HostTree> trees = new HashMap<>();
  private final Map<List<Object>, Derivation> staged = new HashMap<>();
  private final Map<BuildRequest, Derivation> built = new HashMap<>();
  private final SourceLowering sources;
  private String targetArch = "amd64";

  /**
   * The machine that a declaration is lowered on.
   *
   * @param directory what relative paths of the command line are taken from
   * @param environment variables, of which only those are looked at that name prefixes or that
   *     programs which fetch need
   * @param freebsdRoot the tree of {@code --freebsd-root}, or the running FreeBSD's; null when
   *     there is none
   * @param facts says what a FreeBSD root is
   * @param nativeBuilds where FreeBSD is built from source
   */
  public record Host(
      Path directory,
      Map<String, String> environment,
      @Nullable Path freebsdRoot,
      Facts facts,
      NativeHost nativeBuilds) {

    /**
     * PATH as the file at LOCATION means it; without a location, which a record of Fruix's own has
     * not, from the working directory.
     */
    Path relativeTo(@Nullable Location location, String path) {
      return location == null
          ? directory.resolve(path).normalize()
          : directory.resolve(location.file()).resolveSibling(path).normalize();
    }
  }

  /** Says what a FreeBSD root is; see {@link HostFacts#of}. */
  @FunctionalInterface
  public interface Facts {
    Map<String, String> of(Path root);
  }

  /**
   * @param declaration the text of the file that is lowered
   */
  LoweringContext(Host host, Store store, Builders builders, String declaration) {
    this.host = host;
    this.store = store;
    this.builders = builders;
    this.declaration = declaration;
    this.sources = new SourceLowering(host, store);
  }

  /** From here on things are lowered for a FreeBSD of the architecture ARCH, as amd64. */
  public void target(CharSequence arch) {
    targetArch = arch.toString();
  }

  /** What lowers FreeBSD's source. */
  public SourceLowering sources() {
    return sources;
  }

  /** Throws what has been reported as wrong so far, if anything has. */
  public void stopOnErrors() {
    Evaluation.stopOnErrors();
  }

  /** The derivation of item NAME; PARAMETERS is a list of lists, INPUTS a list of inputs. */
  public Derivation derivation(
      CharSequence name, CharSequence builder, LList parameters, LList inputs) {
    List<Datum> data = SchemeData.elements(parameters).stream().map(SchemeData::datum).toList();
    refuseSecrets(name.toString(), data);
    List<Input> from = new ArrayList<>();
    SchemeData.elements(inputs).forEach(input -> from.add((Input) input));
    String version = builders.named(builder.toString()).version();
    return new Derivation(name.toString(), builder.toString(), version, data, from);
  }

  private static void refuseSecrets(String name, List<Datum> data) {
    for (Datum datum : data) {
      if (datum instanceof Datum.Str text && text.value().contains(PRIVATE_KEY)) {
        throw secret("the text of `" + name + "' holds a private key", null);
      }
      if (datum instanceof Datum.Lst list) {
        refuseSecrets(name, list.items());
      }
    }
  }

  private static FruixException secret(String message, @Nullable Location where) {
    return new FruixException(
        Diagnostic.of(ExitCode.DECLARATION, message + ", and store items are world-readable")
            .withLocation(where)
            .withHint("copy secrets to the machine by other means, once it runs"));
  }

  /**
   * The source item NAME: the file PATH, relative to the file at LOCATION; if that is a link, what
   * it leads to. SELECT is #f or a procedure that takes a path below a directory, as a string, and
   * says whether it is wanted.
   */
  public Source source(
      CharSequence name, CharSequence path, boolean recursive, Object select, Object place) {
    Location location = place(place);
    Path file = relativeTo(location, path.toString());
    if (!Files.exists(file)) {
      throw wrong("no such file: " + file, location, RELATIVE);
    }
    if (Files.isDirectory(file) && !recursive) {
      throw wrong(
          "`" + path + "' is a directory", location, "give #:recursive? #t to take all of it");
    }
    Predicate<RelativePath> selected =
        select instanceof Procedure wanted
            ? below -> below.isRoot() || isTrue(wanted, below.value())
            : below -> true;
    Path real = HostTree.real(file);
    refuseSecretFiles(real, selected, location);
    return new Source(
        store.hashSource(name.toString(), real, Selection.of(selected)), real, selected);
  }

  private static boolean isTrue(Procedure predicate, String argument) {
    try {
      return !Boolean.FALSE.equals(predicate.apply1(argument));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void refuseSecretFiles(
      Path top, Predicate<RelativePath> selected, @Nullable Location location) {
    try (Stream<Path> files = Files.walk(top)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && selected.test(new RelativePath(top.relativize(file).toString()))
            && Files.size(file) <= SECRET_SCAN_LIMIT
            && Files.readString(file, StandardCharsets.ISO_8859_1).contains(PRIVATE_KEY)) {
          throw secret("the file " + file + " holds a private key", location);
        }
      }
    } catch (UncheckedIOException e) {
      throw FruixException.io("read", top, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw FruixException.io("read", top, e);
    }
  }

  /**
   * The host-staged item NAME: what RULES choose of ROOT, or of the host's FreeBSD when it is #f.
   */
  public Derivation staged(CharSequence name, Object root, LList rules, Object location) {
    Location where = place(location);
    return stage(name.toString(), freebsdRoot(root, where), rules, Optional.empty(), where);
  }

  /** Scans each tree once for the same rules: packages are lowered more than once. */
  private Derivation stage(
      String name, Path root, LList rules, Optional<String> freeBsd, @Nullable Location where) {
    List<Object> key = List.of(name, root, SchemeData.datum(rules), freeBsd);
    Derivation known = staged.get(key);
    if (known != null) {
      return known;
    }
    try {
      HostTree tree = trees.computeIfAbsent(root, path -> HostTree.open(path, Optional.empty()));
      Derivation derivation =
          tree.scan(name, rules(rules), store).derivation(name, RelativePath.ROOT, freeBsd);
      staged.put(key, derivation);
      return derivation;
    } catch (FruixException e) {
      throw placed(e, where);
    }
  }

  /** The runtime item NAME: what RULES choose of PREFIX, or of the prefix that VARIABLE names. */
  public Derivation prefix(
      CharSequence name, Object prefix, CharSequence variable, LList rules, Object location) {
    Location where = place(location);
    String value =
        Boolean.FALSE.equals(prefix)
            ? host.environment().getOrDefault(variable.toString(), "")
            : prefix.toString();
    if (value.isEmpty()) {
      throw wrong(
          "there is no prefix to stage the package " + name + " from",
          where,
          "set " + variable + ", or give the record a prefix");
    }
    Path tree = host.directory().resolve(value).normalize();
    Path top = Files.isRegularFile(tree) ? tree.resolve("../..").normalize() : tree;
    if (!Files.isDirectory(top)) {
      throw wrong("no such directory: " + top, where, null);
    }
    return stage(name.toString(), top, rules, Optional.of(targetArch), where);
  }

  /** The archive item NAME with the SHA-256 HEX, from PATH, relative to LOCATION's file, or URL. */
  public Derivation fetch(
      CharSequence name, Object path, Object url, CharSequence hex, Object place) {
    Location location = place(place);
    List<String> from = new ArrayList<>();
    if (!Boolean.FALSE.equals(path)) {
      Path file = relativeTo(location, path.toString());
      if (!Files.isRegularFile(file) && Boolean.FALSE.equals(url)) {
        throw wrong("no such file: " + file, location, RELATIVE);
      }
      from.add(file.toString());
    }
    if (!Boolean.FALSE.equals(url)) {
      from.add(url.toString());
    }
    return Fetch.derivation(name.toString(), from, Sha256.parse(hex.toString()));
  }

  /**
   * The derivation that builds PART, {@code kernel} or {@code world}, from the tree TREE, a path in
   * the item of SOURCE; FLAGS are arguments of make.
   */
  public Derivation nativeBuild(
      Object part, Input source, CharSequence tree, LList settings, LList flags, Object place) {
    Location location = place(place);
    List<String> words = SchemeData.strings(settings);
    ItemReference at =
        ItemReference.parse(tree.toString())
            .orElseThrow(() -> new IllegalArgumentException("not in the store: " + tree));
    BuildRequest request =
        new BuildRequest(
            Part.valueOf(part.toString().toUpperCase(Locale.ROOT)),
            source,
            at,
            words.get(0),
            words.get(1),
            words.get(2),
            SchemeData.strings(flags),
            relativeTo(location, "."));
    try {
      return built.computeIfAbsent(request, this::lowered);
    } catch (FruixException e) {
      throw placed(e, location);
    }
  }

  private Derivation lowered(BuildRequest request) {
    if (request.origin() instanceof Derivation source) {
      SourceFiles.known(source, store)
          .ifPresent(files -> request.demandTools(host.nativeBuilds(), files));
    }
    return request.derivation(host.nativeBuilds());
  }

  /**
   * Whether FLAGS, arguments of make, switch the option OPTION of src.conf(5) off, as {@code
   * CLANG}, by themselves or in the file that SRCCONF names.
   */
  public boolean buildsWithout(LList flags, CharSequence option, Object place) {
    Location location = place(place);
    try {
      return BuildRequest.without(
          SchemeData.strings(flags), relativeTo(location, "."), option.toString());
    } catch (FruixException e) {
      throw placed(e, location);
    }
  }

  /** The make flags of the promoted result PATH, which is in the store. */
  public LList promotedFlags(CharSequence path) {
    return LList.makeList(
        PromotedResult.read(store, StorePath.parse(path.toString())).build().policy().makeFlags());
  }

  /** The item of the artifact KIND of the promoted result PATH, which is in the store. */
  public Input promoted(CharSequence path, CharSequence kind, Object place) {
    Location location = place(place);
    try {
      StorePath bundle = StorePath.parse(path.toString());
      return PromotedResult.read(store, bundle)
          .item(ArtifactKind.valueOf(kind.toString().toUpperCase(Locale.ROOT)))
          .map(Present::new)
          .orElseThrow(() -> wrong("the result has no " + kind + ": " + bundle, location, null));
    } catch (FruixException e) {
      throw placed(
          new FruixException(
              e.diagnostics().stream()
                  .map(
                      d ->
                          new Diagnostic(
                              ExitCode.DECLARATION, d.message(), d.location(), d.trace(), d.hint()))
                  .toList(),
              e),
          location);
    }
  }

  /** What the FreeBSD ROOT, or the host's when it is #f, says of itself: a list of (NAME VALUE). */
  public LList hostFacts(Object root) {
    List<Object> facts = new ArrayList<>();
    host.facts()
        .of(freebsdRoot(root, null))
        .forEach(
            (name, value) -> facts.add(LList.list2(gnu.mapping.SimpleSymbol.valueOf(name), value)));
    return LList.makeList(facts);
  }

  /** DATUM in its one canonical form, on a line. */
  public String text(Object datum) {
    return SexpWriter.canonical(SchemeData.datum(datum));
  }

  /** DATUM over several lines, for a reader. */
  public String prettyText(Object datum) {
    return SexpWriter.pretty(SchemeData.datum(datum));
  }

  /** The text of the file NAME that comes with Fruix's own modules. */
  public String resource(CharSequence name) {
    String path = "/fruix-modules/fruix/" + name;
    try (InputStream in = LoweringContext.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("no resource " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + path, e);
    }
  }

  /** The text of the file that is lowered. */
  public String declarationText() {
    return declaration;
  }

  private Path freebsdRoot(Object root, @Nullable Location where) {
    if (!Boolean.FALSE.equals(root)) {
      return relativeTo(where, root.toString());
    }
    Path tree = host.freebsdRoot();
    if (tree == null) {
      throw wrong(
          "the declaration copies FreeBSD from the host, which is no FreeBSD",
          where,
          "name a FreeBSD tree with --freebsd-root DIR, or declare distribution sets");
    }
    return tree;
  }

  private Path relativeTo(@Nullable Location location, String path) {
    return host.relativeTo(location, path);
  }

  /** A location as Scheme gives it: #f when there is none. */
  static @Nullable Location place(Object location) {
    return location instanceof Location known ? known : null;
  }

  private static PathRules rules(LList rules) {
    List<String> include = new ArrayList<>();
    List<String> require = new ArrayList<>();
    List<String> exclude = new ArrayList<>();
    for (Object rule : SchemeData.elements(rules)) {
      List<Object> parts = SchemeData.elements(rule);
      List<String> patterns = parts.stream().skip(1).map(Object::toString).toList();
      switch (parts.get(0).toString()) {
        case "include" -> include.addAll(patterns);
        case "require" -> require.addAll(patterns);
        case "exclude" -> exclude.addAll(patterns);
        default -> throw new IllegalArgumentException("not a rule: " + rule);
      }
    }
    return new PathRules(include, require, exclude);
  }

  static FruixException wrong(String message, @Nullable Location where, @Nullable String hint) {
    return new FruixException(
        Diagnostic.of(ExitCode.DECLARATION, message).withLocation(where).withHint(hint));
  }

  /** E at the place WHERE, unless it has one. */
  static FruixException placed(FruixException e, @Nullable Location where) {
    return new FruixException(
        e.diagnostics().stream()
            .map(d -> d.location() == null ? d.withLocation(where) : d)
            .toList(),
        e);
  }
}
