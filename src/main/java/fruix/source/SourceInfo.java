package fruix.source;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.sexp.Datum;
import fruix.sexp.SexpReader;
import fruix.sexp.SexpWriter;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the item of a source says of itself in {@link SourceLayout#INFO}.
 *
 * @param name as declared
 * @param declared where the declaration says that it is from
 * @param effective what that came to: the commit of a branch, say
 * @param treeHash content hash of the manifest that {@code tree/} has by itself
 * @param root where in an archive the tree lay
 * @param newvers SHA-256 of {@link SourceLayout#NEWVERS}
 */
public record SourceInfo(
    String name,
    SourceOrigin declared,
    SourceOrigin effective,
    Sha256 treeHash,
    RelativePath root,
    Sha256 newvers) {
  private static final String TAG = "fruix-freebsd-source-info";
  private static final int FORMAT_VERSION = 1;

  /** The text of the file. */
  String text() {
    return SexpWriter.pretty(
        Datum.tagged(
            TAG,
            Datum.tagged("format-version", Datum.num(FORMAT_VERSION)),
            Datum.tagged("name", Datum.str(name)),
            declared.toDatum("declared"),
            effective.toDatum("effective"),
            Datum.tagged("tree-hash", Datum.str(treeHash.hex())),
            Datum.tagged("root", Datum.str(root.isRoot() ? "." : root.value())),
            Datum.tagged("newvers-sha256", Datum.str(newvers.hex()))));
  }

  /** That of ITEM, a valid item of a source. */
  public static SourceInfo of(Store store, StorePath item) {
    Path file = SourceLayout.INFO.under(store.physical(item));
    try {
      return new Fields(file.toString(), SexpReader.read(file.toString(), Files.readString(file)))
          .info();
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  /** A list of forms after a head. */
  private record Fields(String file, Datum datum) {

    SourceInfo info() {
      if (!items().get(0).equals(Datum.sym(TAG))) {
        throw malformed();
      }
      String root = text("root");
      return new SourceInfo(
          text("name"),
          sub("declared").origin(),
          sub("effective").origin(),
          Sha256.parse(text("tree-hash")),
          RelativePath.lenient(root),
          Sha256.parse(text("newvers-sha256")));
    }

    private SourceOrigin origin() {
      if (!(sub("kind").items().get(1) instanceof Datum.Sym kind)) {
        throw malformed();
      }
      return new SourceOrigin(
          kind.name(), optional("url"), optional("ref"), optional("commit"), optional("sha256"));
    }

    private List<Datum> items() {
      if (datum instanceof Datum.Lst list && list.items().size() > 1) {
        return list.items();
      }
      throw malformed();
    }

    private Optional<Fields> find(String tag) {
      return items().stream()
          .filter(
              item ->
                  item instanceof Datum.Lst list
                      && !list.items().isEmpty()
                      && list.items().get(0).equals(Datum.sym(tag)))
          .findFirst()
          .map(item -> new Fields(file, item));
    }

    private Fields sub(String tag) {
      return find(tag).orElseThrow(this::malformed);
    }

    private String text(String tag) {
      return optional(tag).orElseThrow(this::malformed);
    }

    private Optional<String> optional(String tag) {
      return find(tag)
          .map(
              fields -> {
                if (fields.items().get(1) instanceof Datum.Str text) {
                  return text.value();
                }
                throw malformed();
              });
    }

    private FruixException malformed() {
      return FruixException.failed("not what a source says of itself: " + file);
    }
  }
}
