package fruix.nativebuild.promotion;

import fruix.build.Derivation;
import fruix.build.Input;
import fruix.build.Present;
import fruix.diag.FruixException;
import fruix.sexp.Datum;
import fruix.sexp.SexpReader;
import fruix.sexp.SexpWriter;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bundle {@code fruix-native-build-result}: a run, its artifacts, and the item of each. */
public record PromotedResult(Build build, List<Item> items) {
  /** The name of the bundle's item. */
  public static final String ITEM_NAME = "fruix-native-build-result";

  private static final String BUILDER = "write-files";
  private static final String BUILDER_VERSION = "1";
  private static final String FILE = "result.scm";
  private static final long FORMAT_VERSION = 1;
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

  /** An artifact and where it is now. */
  public record Item(Artifact artifact, StorePath path) {}

  public PromotedResult {
    items = List.copyOf(items);
  }

  /** The item of KIND, if the build made it. */
  public Optional<StorePath> item(ArtifactKind kind) {
    return items.stream()
        .filter(item -> item.artifact().kind() == kind)
        .map(Item::path)
        .findFirst();
  }

  /** The derivation of the bundle, whose artifacts are valid. */
  Derivation derivation() {
    List<Datum> entries = new ArrayList<>();
    List<Input> inputs = new ArrayList<>();
    entries.add(
        Datum.tagged(
            "file",
            Datum.str(FILE),
            Datum.str("0444"),
            Datum.num(0),
            Datum.num(0),
            Datum.str(SexpWriter.pretty(toDatum()))));
    for (Item item : items) {
      entries.add(
          Datum.tagged(
              "symlink",
              Datum.str(item.artifact().kind().label()),
              Datum.str(item.path().toString())));
      inputs.add(new Present(item.path()));
    }
    return new Derivation(ITEM_NAME, BUILDER, BUILDER_VERSION, entries, inputs);
  }

  private Datum toDatum() {
    List<Datum> fields = new ArrayList<>();
    fields.add(Datum.tagged("format-version", Datum.num(FORMAT_VERSION)));
    fields.addAll(build.fields());
    for (Item item : items) {
      List<Datum> artifact = new ArrayList<>(item.artifact().fields());
      artifact.add(Datum.tagged("store", Datum.str(item.path().toString())));
      fields.add(Datum.tagged("artifact", artifact));
    }
    return Datum.tagged(ITEM_NAME, fields);
  }

  /** What the valid item BUNDLE of STORE says; a FruixException when it is not such a bundle. */
  public static PromotedResult read(Store store, StorePath bundle) {
    store.registration(bundle);
    Path file = store.physical(bundle).resolve(FILE);
    if (!bundle.name().equals(ITEM_NAME) || !Files.isRegularFile(file)) {
      throw FruixException.failed(bundle + " is not the result of a native build");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
    return parse(bundle + "/" + FILE, text);
  }

  private static PromotedResult parse(String file, String text) {
    Datum datum = SexpReader.read(file, text);
    PromotionReader.demandVersion(file, ITEM_NAME, FORMAT_VERSION, datum);
    Fields fields = Fields.of(file, ITEM_NAME, datum, FIELDS);
    List<Item> items = new ArrayList<>();
    for (List<Datum> values : fields.all("artifact")) {
      Fields artifact =
          Fields.of(
              file,
              "artifact",
              Datum.tagged("artifact", values),
              List.of("kind", "store", "required-files", "content-signature"));
      ArtifactKind kind = PromotionReader.kind(artifact);
      items.add(
          new Item(
              new Artifact(
                  kind,
                  PromotionReader.requiredFiles(kind, artifact),
                  PromotionReader.signature(artifact)),
              PromotionReader.storePath(artifact, "store")));
    }
    return new PromotedResult(PromotionReader.of(file).build(fields), items);
  }
}
