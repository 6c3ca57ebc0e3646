package fruix.nativebuild.promotion;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.nativebuild.executor.Executor;
import fruix.nativebuild.executor.ExecutorKind;
import fruix.sexp.Datum;
import fruix.sexp.SexpReader;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code promotion.scm}; FruixException, exit status 1, for what is wrong with it. */
final class PromotionReader {
  static final String HEAD = "fruix-native-build-promotion";
  static final long FORMAT_VERSION = 1;

  private static final List<String> FIELDS =
      List.of(
          "format-version",
          "run-id",
          "executor",
          "guest-host-name",
          "closure",
          "source-store",
          "build-policy",
          "artifact");

  private final String file;

  private PromotionReader(String file) {
    this.file = file;
  }

  /** What TEXT says; FILE names it in errors. */
  static Promotion read(String file, String text) {
    Datum datum = SexpReader.read(file, text);
    demandVersion(file, HEAD, FORMAT_VERSION, datum);
    Fields fields = Fields.of(file, HEAD, datum, FIELDS);
    fields.values("format-version");
    PromotionReader reader = new PromotionReader(file);
    return new Promotion(reader.build(fields), reader.artifacts(fields));
  }

  /** Refuses any version but KNOWN before anything else in DATUM is looked at. */
  static void demandVersion(String file, String head, long known, Datum datum) {
    long version = Fields.formatVersion(file, head, datum);
    if (version != known) {
      throw new FruixException(
          Diagnostic.of(ExitCode.FAILED, "version " + version + " of this format is not known here")
              .withLocation(Location.ofFile(file))
              .withHint("this Fruix reads version " + known));
    }
  }

  /** The run that FIELDS, of a promotion or a result, tell of. */
  Build build(Fields fields) {
    return fields.checked(
        () ->
            new Build(
                fields.string("run-id"),
                executor(fields),
                fields.optionalString("guest-host-name"),
                fields.optional("closure").map(values -> storePath(fields, "closure")),
                storePath(fields, "source-store"),
                policy(fields)));
  }

  static PromotionReader of(String file) {
    return new PromotionReader(file);
  }

  private Fields nested(String head, List<Datum> values, String... known) {
    return Fields.of(file, head, Datum.tagged(head, values), List.of(known));
  }

  private Executor executor(Fields outer) {
    Fields fields =
        nested("executor", outer.values("executor"), "kind", "name", "version", "properties");
    String label = fields.symbol("kind");
    ExecutorKind kind =
        ExecutorKind.labelled(label)
            .orElseThrow(
                () ->
                    fields.error(
                        "there is no executor of kind `"
                            + label
                            + "': the kinds are "
                            + String.join(", ", ExecutorKind.labels())));
    return fields.checked(
        () ->
            new Executor(
                kind, fields.string("name"), fields.string("version"), properties(fields)));
  }

  private static SortedMap<String, String> properties(Fields fields) {
    SortedMap<String, String> properties = new TreeMap<>();
    for (Datum pair : fields.values("properties")) {
      if (!(pair instanceof Datum.Lst list
          && list.items().size() == 2
          && list.items().get(0) instanceof Datum.Str key
          && list.items().get(1) instanceof Datum.Str value
          && properties.put(key.value(), value.value()) == null)) {
        throw fields.error("the properties of an executor are (\"KEY\" \"VALUE\"), each key once");
      }
    }
    return properties;
  }

  private BuildPolicy policy(Fields outer) {
    Fields fields =
        nested(
            "build-policy",
            outer.values("build-policy"),
            "target",
            "target-arch",
            "kernconf",
            "make-flags");
    return new BuildPolicy(
        fields.string("target"),
        fields.string("target-arch"),
        fields.string("kernconf"),
        fields.strings("make-flags"));
  }

  static StorePath storePath(Fields fields, String name) {
    String text = fields.string(name);
    String prefix = StorePath.STORE + "/";
    return StorePath.ofBasename(text.startsWith(prefix) ? text.substring(prefix.length()) : "")
        .orElseThrow(() -> fields.error("the field `" + name + "' is no store path: " + text));
  }

  private List<Artifact> artifacts(Fields fields) {
    List<Artifact> artifacts = new ArrayList<>();
    Set<ArtifactKind> seen = EnumSet.noneOf(ArtifactKind.class);
    for (List<Datum> values : fields.all("artifact")) {
      Artifact artifact =
          artifact(
              nested("artifact", values, "kind", "path", "required-files", "content-signature"));
      if (!seen.add(artifact.kind())) {
        throw fields.error("the artifact `" + artifact.kind().label() + "' is there twice");
      }
      artifacts.add(artifact);
    }
    if (artifacts.isEmpty()) {
      throw fields.error("the result has no artifact");
    }
    return artifacts;
  }

  private static Artifact artifact(Fields fields) {
    ArtifactKind kind = kind(fields);
    RelativePath path = fields.parsed("path", RelativePath::new);
    if (!path.equals(kind.place())) {
      throw fields.error(
          "the artifact `" + kind.label() + "' lies in " + kind.place() + ", not in " + path);
    }
    return new Artifact(kind, requiredFiles(kind, fields), signature(fields));
  }

  static ArtifactKind kind(Fields fields) {
    String label = fields.symbol("kind");
    return ArtifactKind.labelled(label)
        .orElseThrow(
            () ->
                fields.error(
                    "there is no artifact `"
                        + label
                        + "': they are "
                        + String.join(", ", ArtifactKind.labels())));
  }

  static Sha256 signature(Fields fields) {
    return fields.parsed("content-signature", Sha256::parse);
  }

  static List<RelativePath> requiredFiles(ArtifactKind kind, Fields fields) {
    List<RelativePath> paths =
        fields.strings("required-files").stream()
            .map(text -> fields.checked(() -> new RelativePath(text)))
            .sorted()
            .distinct()
            .toList();
    for (RelativePath needed : kind.required()) {
      if (!paths.contains(needed)) {
        throw fields.error(
            "the required files of the artifact `" + kind.label() + "' lack " + needed);
      }
    }
    return paths;
  }
}
