package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import fruix.sexp.Datum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a host's tree as it was when it was scanned.
 *
 * @param root where it lies; no part of any identity
 * @param manifest what was chosen, by path below ROOT
 * @param rules what chose it
 */
public record StagedTree(Path root, Manifest manifest, PathRules rules) {

  /**
   * The derivation that copies this into the item NAME.
   *
   * @param at where in the item
   * @param requireFreeBsd whether an ELF file for another system fails the build
   */
  public Derivation derivation(String name, RelativePath at, boolean requireFreeBsd) {
    List<Datum> parameters = new ArrayList<>();
    parameters.add(
        Datum.tagged("content-hash", Datum.str(ManifestWriter.contentHash(manifest).hex())));
    if (!at.isRoot()) {
      parameters.add(Datum.tagged("at", Datum.str(at.value())));
    }
    if (requireFreeBsd) {
      parameters.add(Datum.tagged("require-os", Datum.sym("freebsd")));
    }
    parameters.addAll(rules.toData());
    return Derivation.staged(
        name, StageTreeBuilder.NAME, StageTreeBuilder.VERSION, parameters, this);
  }
}
