package fruix.nativebuild.promotion;

import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.sexp.Datum;
import java.util.List;

/**
 * One part of a native build.
 *
 * @param requiredFiles paths in its tree that are regular files
 * @param signature the SHA-256 of its canonical manifest
 */
public record Artifact(ArtifactKind kind, List<RelativePath> requiredFiles, Sha256 signature) {

  public Artifact {
    requiredFiles = List.copyOf(requiredFiles);
  }

  /** What a promotion and its result both say of it. */
  List<Datum> fields() {
    return List.of(
        Datum.tagged("kind", Datum.sym(kind.label())),
        Datum.tagged(
            "required-files", requiredFiles.stream().map(path -> Datum.str(path.value())).toList()),
        Datum.tagged("content-signature", Datum.str(signature.hex())));
  }
}
