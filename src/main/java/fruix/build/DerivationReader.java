package fruix.build;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.sexp.Datum;
import fruix.sexp.SexpReader;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads derivations back from their files in the store, with all that they are built from. Sources
 * become {@link Present}, since a derivation's file does not say where on the host they came from.
 */
final class DerivationReader {
  private final Store store;
  private final Map<StorePath, Derivation> known = new HashMap<>();

  DerivationReader(Store store) {
    this.store = store;
  }

  /** The derivation whose file FILE is a valid item. */
  Derivation read(StorePath file) {
    Derivation derivation = known.get(file);
    if (derivation == null) {
      derivation = parse(file);
      known.put(file, derivation);
    }
    return derivation;
  }

  private Derivation parse(StorePath file) {
    Path path = store.physical(file);
    try {
      Fields fields = new Fields(file, SexpReader.read(path.toString(), Files.readString(path)));
      Fields identity = fields.only("identity");
      List<Input> inputs = new ArrayList<>();
      for (Datum pair : fields.values("input-derivations")) {
        inputs.add(read(StorePath.parse(new Fields(file, pair).string(0))));
      }
      for (Datum source : fields.values("input-sources")) {
        inputs.add(new Present(StorePath.parse(fields.text(source))));
      }
      Derivation derivation = derivation(fields, identity, inputs);
      if (!derivation.path().equals(StorePath.parse(fields.text(fields.values("output").get(0))))) {
        throw fields.malformed();
      }
      return derivation;
    } catch (IOException e) {
      throw FruixException.io("read", path, e);
    }
  }

  private static Derivation derivation(Fields fields, Fields identity, List<Input> inputs) {
    String name = identity.text(identity.values("name").get(0));
    Optional<Datum> hash = identity.find("sha256");
    Fields from = hash.isPresent() ? fields : identity;
    List<Datum> builder = from.values("builder");
    if (builder.size() < 2 || !(builder.get(0) instanceof Datum.Sym builderName)) {
      throw fields.malformed();
    }
    String version = from.text(builder.get(1));
    if (hash.isEmpty()) {
      return new Derivation(
          name, builderName.name(), version, identity.values("parameters"), inputs);
    }
    return Derivation.fixedOutput(
        name,
        builderName.name(),
        version,
        fields.sub("builder").values("parameters"),
        Sha256.parse(identity.text(identity.values("sha256").get(0))));
  }

  /** A list of which some items are lists that start with a symbol. */
  private record Fields(StorePath file, Datum datum) {

    FruixException malformed() {
      return FruixException.failed("malformed derivation: " + file);
    }

    List<Datum> items() {
      if (datum instanceof Datum.Lst list) {
        return list.items();
      }
      throw malformed();
    }

    Optional<Datum> find(String tag) {
      return items().stream()
          .filter(
              item ->
                  item instanceof Datum.Lst list
                      && !list.items().isEmpty()
                      && list.items().get(0).equals(Datum.sym(tag)))
          .findFirst();
    }

    Fields sub(String tag) {
      return new Fields(file, find(tag).orElseThrow(this::malformed));
    }

    /** What follows TAG. */
    List<Datum> values(String tag) {
      List<Datum> items = sub(tag).items();
      return items.subList(1, items.size());
    }

    /** The one list that follows TAG. */
    Fields only(String tag) {
      if (values(tag).size() != 1) {
        throw malformed();
      }
      return new Fields(file, values(tag).get(0));
    }

    String string(int index) {
      if (index >= items().size()) {
        throw malformed();
      }
      return text(items().get(index));
    }

    String text(Datum value) {
      if (value instanceof Datum.Str text) {
        return text.value();
      }
      throw malformed();
    }
  }
}
