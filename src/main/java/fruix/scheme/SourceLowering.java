package fruix.scheme;

import fruix.build.Derivation;
import fruix.build.Input;
import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.io.RelativePath;
import fruix.process.ProcessRunner;
import fruix.source.EssentialFiles;
import fruix.source.SourceDerivations;
import fruix.source.SourceFiles;
import fruix.source.SourceOrigin;
import fruix.source.git.GitProgram;
import fruix.source.git.GitRemote;
import fruix.store.Store;
import gnu.lists.LList;
import gnu.mapping.SimpleSymbol;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@code (fruix system freebsd source-lowering)} works with: from declared sources of FreeBSD
 * to derivations. Each source is looked at once. Its public methods are called from Scheme by name.
 */
public final class SourceLowering {
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final LoweringContext.Host host;
  private final Store store;
  private final Map<List<Object>, Derivation> trees = new HashMap<>();
  private final Map<List<String>, String> commits = new HashMap<>();

  SourceLowering(LoweringContext.Host host, Store store) {
    this.host = host;
    this.store = store;
  }

  /** The source NAME in the directory PATH, relative to the file at PLACE. */
  public Derivation tree(CharSequence name, CharSequence path, Object place) {
    Location location = LoweringContext.place(place);
    Path root = host.relativeTo(location, path.toString());
    return placed(
        location,
        () ->
            trees.computeIfAbsent(
                List.of(name.toString(), root),
                key -> SourceDerivations.localTree(name.toString(), root, store)));
  }

  /**
   * The source NAME in the git repository at URL, at COMMIT, or at what the branch or tag REF
   * stands for now when COMMIT is #f. URLPLACE and REFPLACE are where the declaration says so.
   */
  public Derivation repository(
      CharSequence name,
      CharSequence url,
      Object ref,
      Object commit,
      Object urlPlace,
      Object refPlace) {
    Optional<String> branch = text(ref);
    Optional<String> fixed = text(commit);
    String effective =
        fixed.isPresent()
            ? fixed.get()
            : resolve(
                url.toString(),
                branch.orElseThrow(),
                LoweringContext.place(urlPlace),
                LoweringContext.place(refPlace));
    return SourceDerivations.repository(name.toString(), url.toString(), branch, fixed, effective);
  }

  private String resolve(
      String url, String ref, @Nullable Location urlPlace, @Nullable Location refPlace) {
    String known = commits.get(List.of(url, ref));
    if (known != null) {
      return known;
    }
    GitRemote.Answer answer = placed(urlPlace, () -> remote(url).ask(ref));
    String commit = placed(refPlace, answer::commit);
    commits.put(List.of(url, ref), commit);
    return commit;
  }

  private GitRemote remote(String url) {
    return new GitRemote(GitProgram.find(host.environment(), new ProcessRunner(GRACE)), url);
  }

  /** What WORK gives; what it throws is at the place WHERE. */
  private static <T> T placed(@Nullable Location where, Supplier<T> work) {
    try {
      return work.get();
    } catch (FruixException e) {
      throw LoweringContext.placed(e, where);
    }
  }

  /** The source NAME in ARCHIVE, the derivation of a tar archive with the SHA-256 HEX. */
  public Derivation archive(CharSequence name, Object archive, CharSequence hex) {
    return SourceDerivations.archive(name.toString(), (Derivation) archive, hex.toString());
  }

  /**
   * Refuses SOURCE for a base that it lacks files for, if what it holds is known without building
   * it; PLACE is the base's.
   */
  public void demand(
      Derivation source,
      CharSequence target,
      CharSequence kernconf,
      LList makeFlags,
      Object place) {
    SourceFiles.known(source, store)
        .map(
            files ->
                EssentialFiles.missingForBase(
                    target.toString(),
                    kernconf.toString(),
                    SchemeData.strings(makeFlags),
                    !host.nativeBuilds().isFreeBsd(),
                    files))
        .filter(missing -> !missing.isEmpty())
        .ifPresent(
            missing -> {
              throw lacking(source, missing, LoweringContext.place(place));
            });
  }

  private static FruixException lacking(
      Derivation source, List<RelativePath> missing, @Nullable Location where) {
    return new FruixException(
        Diagnostic.of(
                ExitCode.DECLARATION,
                "the source of this base lacks " + EssentialFiles.list(missing))
            .withLocation(where)
            .withHint("its item is " + source.path()));
  }

  /**
   * The sources that INPUTS are built from, sorted by path: each a list of the derivation and an
   * association list of what is known of it without building it.
   */
  public LList sourcesOf(LList inputs) {
    TreeMap<String, Derivation> found = new TreeMap<>();
    Set<Input> seen = new HashSet<>();
    Deque<Input> open = new ArrayDeque<>();
    SchemeData.elements(inputs).forEach(input -> open.add((Input) input));
    while (!open.isEmpty()) {
      if (open.remove() instanceof Derivation derivation && seen.add(derivation)) {
        open.addAll(derivation.inputs());
        if (SourceDerivations.isSource(derivation)) {
          found.put(derivation.path().toString(), derivation);
        }
      }
    }
    List<Object> sources = new ArrayList<>();
    found.values().forEach(source -> sources.add(LList.list2(source, origin(source))));
    return LList.makeList(sources);
  }

  private static LList origin(Derivation source) {
    SourceOrigin origin = SourceDerivations.effective(source);
    List<Object> fields = new ArrayList<>();
    fields.add(field("kind", SimpleSymbol.valueOf(origin.kind())));
    origin.url().ifPresent(url -> fields.add(field("url", url)));
    origin.ref().ifPresent(ref -> fields.add(field("ref", ref)));
    origin.commit().ifPresent(commit -> fields.add(field("commit", commit)));
    origin.sha256().ifPresent(sha256 -> fields.add(field("sha256", sha256)));
    return LList.makeList(fields);
  }

  private static LList field(String name, Object value) {
    return LList.list2(SimpleSymbol.valueOf(name), value);
  }

  private static Optional<String> text(Object value) {
    return Boolean.FALSE.equals(value) ? Optional.empty() : Optional.of(value.toString());
  }
}
