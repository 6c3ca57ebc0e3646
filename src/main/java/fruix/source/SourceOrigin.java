package fruix.source;

import fruix.sexp.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a source is from: what does not depend on the host.
 *
 * @param kind {@code local-tree}, {@code git} or {@code src-txz}
 * @param url of a git repository
 * @param ref branch or tag of a git repository
 * @param commit of a git repository
 * @param sha256 of an archive
 */
public record SourceOrigin(
    String kind,
    Optional<String> url,
    Optional<String> ref,
    Optional<String> commit,
    Optional<String> sha256) {

  static final String LOCAL_TREE = "local-tree";
  static final String GIT = "git";
  static final String SRC_TXZ = "src-txz";

  static SourceOrigin localTree() {
    return new SourceOrigin(
        LOCAL_TREE, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static SourceOrigin git(String url, Optional<String> ref, Optional<String> commit) {
    return new SourceOrigin(GIT, Optional.of(url), ref, commit, Optional.empty());
  }

  static SourceOrigin srcTxz(String sha256) {
    return new SourceOrigin(
        SRC_TXZ, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(sha256));
  }

  /** This as {@code (TAG (kind K) …)}. */
  Datum toDatum(String tag) {
    List<Datum> fields = new ArrayList<>();
    fields.add(Datum.tagged("kind", Datum.sym(kind)));
    add(fields, "url", url);
    add(fields, "ref", ref);
    add(fields, "commit", commit);
    add(fields, "sha256", sha256);
    return Datum.tagged(tag, fields);
  }

  private static void add(List<Datum> fields, String name, Optional<String> value) {
    value.ifPresent(text -> fields.add(Datum.tagged(name, Datum.str(text))));
  }
}
