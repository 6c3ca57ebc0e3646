package fruix.nativebuild.promotion;

import fruix.sexp.Datum;
import java.util.List;

/** What FreeBSD's makefiles were told. */
public record BuildPolicy(
    String target, String targetArch, String kernconf, List<String> makeFlags) {

  public BuildPolicy {
    makeFlags = List.copyOf(makeFlags);
  }

  Datum toDatum() {
    return Datum.tagged(
        "build-policy",
        Datum.tagged("target", Datum.str(target)),
        Datum.tagged("target-arch", Datum.str(targetArch)),
        Datum.tagged("kernconf", Datum.str(kernconf)),
        Datum.tagged("make-flags", makeFlags.stream().map(Datum::str).toList()));
  }
}
