package fruix.build;

import fruix.hash.Sha256;
import fruix.sexp.Datum;
import java.util.List;

/** Describes files that are got by URL. */
public final class Fetch {

  private Fetch() {}

  /**
   * The derivation of the file NAME with the hash EXPECTED, from the first of URLS that can be had.
   * Its path depends on NAME and EXPECTED alone: another mirror, or a copy at hand, is the same.
   *
   * @param urls {@code http:}, {@code https:} or {@code file:}, or absolute paths of the host
   */
  public static Derivation derivation(String name, List<String> urls, Sha256 expected) {
    return Derivation.fixedOutput(
        name,
        FetchBuilder.NAME,
        FetchBuilder.VERSION,
        List.of(
            Datum.tagged("url", urls.stream().map(Datum::str).toList()),
            Datum.tagged("sha256", Datum.str(expected.hex()))),
        expected);
  }
}
