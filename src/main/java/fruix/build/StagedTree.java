package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestWriter;
import fruix.sexp.Datum;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
   * @param freeBsd the architecture of the FreeBSD for which each ELF file must be; empty if it
   *     does not matter
   */
  public Derivation derivation(String name, RelativePath at, Optional<String> freeBsd) {
    List<Datum> parameters = new ArrayList<>();
    parameters.add(
        Datum.tagged("content-hash", Datum.str(ManifestWriter.contentHash(manifest).hex())));
    if (!at.isRoot()) {
      parameters.add(Datum.tagged("at", Datum.str(at.value())));
    }
    freeBsd.ifPresent(
        arch -> parameters.add(Datum.tagged("require-os", Datum.sym("freebsd"), Datum.str(arch))));
    parameters.addAll(rules.toData());
    return Derivation.staged(
        name, StageTreeBuilder.NAME, StageTreeBuilder.VERSION, parameters, this);
  }
}
