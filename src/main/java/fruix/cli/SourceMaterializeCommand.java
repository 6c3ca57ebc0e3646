package fruix.cli;

import fruix.build.Derivation;
import fruix.scheme.LoweredSource;
import fruix.source.SourceDerivations;
import fruix.source.SourceOrigin;
import fruix.store.Store;
import java.util.List;

/** {@code fruix source materialize}. */
record SourceMaterializeCommand(DeclarationOptions declaration) implements Action {

  static Definition definition() {
    return new Definition(
        DeclarationOptions.addToAll(
            new Syntax("Puts the source that a declared system is built from into the store.")),
        given -> new SourceMaterializeCommand(DeclarationOptions.ofAll(given)));
  }

  @Override
  public Results run(Session session) {
    try (Store store = session.openStore()) {
      SystemBuild build = new SystemBuild(session, store, declaration, false);
      LoweredSource lowered = build.lowerSource();
      Derivation source = lowered.derivation();
      SourceOrigin origin = SourceDerivations.effective(source);
      Results results = SourceResults.addPlace(new Results(), source.path());
      results.add(Key.MATERIALIZED_SOURCE_KIND, origin.kind());
      origin.commit().ifPresent(commit -> results.add(Key.MATERIALIZED_SOURCE_COMMIT, commit));
      if (declaration.dryRun()) {
        return build.plan(results, List.of(source));
      }
      build.realise(source);
      lowered.check().run();
      return new SourceResults(store).addAll(results, source.path());
    }
  }
}
