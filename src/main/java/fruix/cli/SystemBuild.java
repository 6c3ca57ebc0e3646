package fruix.cli;

import fruix.build.Builders;
import fruix.build.Derivation;
import fruix.build.HostFacts;
import fruix.build.Input;
import fruix.build.Plan;
import fruix.build.Realiser;
import fruix.build.RealiserOptions;
import fruix.process.ProcessRunner;
import fruix.scheme.DeclarationLoader;
import fruix.scheme.DiskForm;
import fruix.scheme.DiskSizes;
import fruix.scheme.InstallerOptions;
import fruix.scheme.LoweredInstaller;
import fruix.scheme.LoweredMedium;
import fruix.scheme.LoweredSource;
import fruix.scheme.LoweredSystem;
import fruix.scheme.LoweringContext;
import fruix.scheme.SystemDeclarations;
import fruix.store.Registration;
import fruix.store.Store;
import fruix.store.StorePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From a declaration file to a closure in the store, for the commands that need one. */
final class SystemBuild {
  private static final Duration GRACE = Duration.ofSeconds(2);

  /** Files of every closure that have a key of their own. */
  private static final Map<Key, String> FILES = files();

  private final Session session;
  private final Store store;
  private final DeclarationOptions declaration;
  private final DeclarationLoader loader;
  private final Builders builders;
  private final Realiser realiser;

  /**
   * @param check whether what is valid is built again and compared
   */
  SystemBuild(Session session, Store store, DeclarationOptions declaration, boolean check) {
    this.session = session;
    this.store = store;
    this.declaration = declaration;
    this.loader = session.loader();
    this.builders = session.builders(loader, declaration.crossBindir());
    this.realiser =
        new Realiser(
            store,
            builders,
            session.events(),
            new RealiserOptions(session.jobs(), declaration.keepFailed(), check));
  }

  private static Map<Key, String> files() {
    Map<Key, String> files = new LinkedHashMap<>();
    files.put(Key.FREEBSD_BASE_FILE, "metadata/freebsd-base.scm");
    files.put(
        Key.FREEBSD_SOURCE_MATERIALIZATIONS_FILE, "metadata/freebsd-source-materializations.scm");
    files.put(Key.HOST_BASE_PROVENANCE_FILE, "metadata/host-base-provenance.scm");
    files.put(Key.STORE_LAYOUT_FILE, "metadata/store-layout.scm");
    return files;
  }

  /** Evaluates the declaration; builds nothing. */
  LoweredSystem lower() {
    return declarations().lower(declaration.file(), declaration.system());
  }

  /** Evaluates the declaration, for a disk image of the system; builds nothing. */
  LoweredMedium lowerDiskImage(DiskSizes sizes, DiskForm form) {
    return declarations().lowerDiskImage(declaration.file(), declaration.system(), sizes, form);
  }

  /** Evaluates the declaration, for a disk that installs the system; builds nothing. */
  LoweredInstaller lowerInstallerImage(InstallerOptions options) {
    return declarations().lowerInstallerImage(declaration.file(), declaration.system(), options);
  }

  /** Evaluates the declaration, for an ISO image that installs the system; builds nothing. */
  LoweredInstaller lowerInstallerIso(InstallerOptions options) {
    return declarations().lowerInstallerIso(declaration.file(), declaration.system(), options);
  }

  /** Evaluates the declaration, for the source that its base is built from; builds nothing. */
  LoweredSource lowerSource() {
    return declarations().lowerSource(declaration.file(), declaration.system());
  }

  private SystemDeclarations declarations() {
    return new SystemDeclarations(loader, store, builders, loweringHost());
  }

  private LoweringContext.Host loweringHost() {
    Host host = session.host();
    ProcessRunner runner = new ProcessRunner(GRACE);
    return new LoweringContext.Host(
        host.directory(),
        host.environment(),
        freebsdRoot(),
        root -> HostFacts.of(root, host.isFreeBsd() && root.equals(Path.of("/")), runner),
        session.nativeHost(declaration.crossBindir()));
  }

  private @Nullable Path freebsdRoot() {
    return declaration
        .freebsdRoot()
        .map(session::absolute)
        .orElse(session.host().isFreeBsd() ? Path.of("/") : null);
  }

  /** What would be built for SYSTEM. */
  Results plan(LoweredSystem system) {
    return plan(system, List.of(system.closure()));
  }

  /** What would be built for SYSTEM's WANTED. */
  Results plan(LoweredSystem system, List<Derivation> wanted) {
    Results results = new Results().add(Key.CLOSURE_PATH, system.closure().path());
    return plan(declared(results, system), wanted);
  }

  /** RESULTS, and what would be built for WANTED. */
  Results plan(Results results, List<Derivation> wanted) {
    Plan plan = realiser.plan(wanted);
    List<StorePath> missing =
        Stream.concat(plan.sources().stream(), plan.derivations().stream())
            .map(Input::path)
            .toList();
    return results.add(Key.WOULD_BUILD_COUNT, missing.size()).addAll(Key.WOULD_BUILD, missing);
  }

  /** Builds DERIVATION, which is of no closure, alone. */
  void realise(Derivation derivation) {
    realiser.realise(List.of(derivation));
  }

  /** Builds the closure of SYSTEM. */
  Results realise(LoweredSystem system) {
    return realise(system, List.of(system.closure()));
  }

  /** Builds WANTED and nothing else. */
  void realise(List<Derivation> wanted) {
    realiser.realise(wanted);
  }

  /** Builds WANTED, the closure of SYSTEM and more. */
  Results realise(LoweredSystem system, List<Derivation> wanted) {
    realiser.realise(wanted);
    Registration closure = store.registration(system.closure().path());
    Results results =
        new Results()
            .add(Key.CLOSURE_PATH, closure.path())
            .add(Key.PHYSICAL_PATH, store.physical(closure.path()))
            .add(Key.CONTENT_HASH, closure.contentHash())
            .add(Key.REFERENCE_COUNT, closure.references().size());
    declared(results, system);
    FILES.forEach((key, file) -> results.add(key, closure.path() + "/" + file));
    return results;
  }

  private Results declared(Results results, LoweredSystem system) {
    system.keys().forEach(known -> results.addAll(Key.named(known.name()), known.values()));
    return new SourceResults(store).addOrigin(results);
  }
}
