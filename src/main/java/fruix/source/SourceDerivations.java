package fruix.source;

import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.StagedTree;
import fruix.mtree.ManifestWriter;
import fruix.sexp.Datum;
import fruix.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Describes the items of FreeBSD sources; each is called {@code freebsd-source-NAME}. */
public final class SourceDerivations {

  private SourceDerivations() {}

  /**
   * The source in the directory ROOT of the host, which is looked at: the path follows from the
   * name and the files. An error with exit status 3 says why ROOT holds no FreeBSD source.
   */
  public static Derivation localTree(String name, Path root, Store store) {
    StagedTree tree = LocalTree.scan(root, store);
    return Derivation.staged(
        SourceLayout.itemName(name),
        MaterializeSourceBuilder.NAME,
        MaterializeSourceBuilder.VERSION,
        List.of(
            Datum.tagged("name", Datum.str(name)),
            SourceOrigin.localTree().toDatum("declared"),
            Datum.tagged(
                "tree-hash", Datum.str(ManifestWriter.contentHash(tree.manifest()).hex()))),
        tree);
  }

  /**
   * The source that the repository at URL has at the commit EFFECTIVE.
   *
   * @param ref the branch or tag that was declared
   * @param commit the commit that was declared
   */
  public static Derivation repository(
      String name, String url, Optional<String> ref, Optional<String> commit, String effective) {
    return derivation(
        name,
        SourceOrigin.git(url, ref, commit),
        Datum.tagged("commit", Datum.str(effective)),
        List.of());
  }

  /** The source in ARCHIVE, the derivation of a tar archive with the hash SHA256. */
  public static Derivation archive(String name, Derivation archive, String sha256) {
    return derivation(
        name,
        SourceOrigin.srcTxz(sha256),
        Datum.tagged("archive", Datum.str(archive.path().toString())),
        List.of(archive));
  }

  private static Derivation derivation(
      String name, SourceOrigin declared, Datum effective, List<Input> inputs) {
    return new Derivation(
        SourceLayout.itemName(name),
        MaterializeSourceBuilder.NAME,
        MaterializeSourceBuilder.VERSION,
        List.of(Datum.tagged("name", Datum.str(name)), declared.toDatum("declared"), effective),
        inputs);
  }

  /** Whether DERIVATION is one of those made here. */
  public static boolean isSource(Derivation derivation) {
    return derivation.builder().equals(MaterializeSourceBuilder.NAME);
  }

  /** The origin that the source DERIVATION declares, and its effective commit if it has one. */
  public static SourceOrigin effective(Derivation derivation) {
    return SourceRequest.of(derivation).effective();
  }
}
