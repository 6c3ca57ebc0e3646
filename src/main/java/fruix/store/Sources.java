package fruix.store;

import fruix.hash.Sha256;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;

/** The paths of files from the host, which follow from name and content alone. */
public final class Sources {
  private static final int SCHEME_VERSION = 1;

  private Sources() {}

  /** The path of the source NAME whose manifest's hash is CONTENTHASH. */
  public static StorePath path(String name, Sha256 contentHash) {
    Datum identity =
        Datum.tagged(
            "fruix-source",
            Datum.tagged("scheme-version", Datum.num(SCHEME_VERSION)),
            Datum.tagged("kind", Datum.sym("source")),
            Datum.tagged("name", Datum.str(name)),
            Datum.tagged("content-hash", Datum.str(contentHash.hex())));
    return StorePath.ofIdentity(SexpWriter.canonical(identity), name);
  }
}
