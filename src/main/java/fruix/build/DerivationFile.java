package fruix.build;

import fruix.hash.Sha256;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The form in which a derivation lies in the store: an S-expression that names builder, parameters,
 * output and the files of the derivations it is built from.
 *
 * @param inputs the paths of those files
 */
record DerivationFile(StorePath path, String text, List<StorePath> inputs) {
  private static final int FORMAT_VERSION = 1;

  /** Makes the files of a graph, each once. */
  static final class Graph {
    private final Map<StorePath, DerivationFile> files = new LinkedHashMap<>();

    /** All files made so far, each after those it refers to. */
    List<DerivationFile> inOrder() {
      return List.copyOf(files.values());
    }

    /** The path of the file of each derivation so far, by the derivation's output. */
    Map<StorePath, StorePath> paths() {
      Map<StorePath, StorePath> paths = new HashMap<>();
      files.forEach((output, file) -> paths.put(output, file.path()));
      return paths;
    }

    /** The file of DERIVATION. */
    DerivationFile of(Derivation derivation) {
      DerivationFile known = files.get(derivation.path());
      if (known == null) {
        known = make(derivation);
        files.put(derivation.path(), known);
      }
      return known;
    }

    private DerivationFile make(Derivation derivation) {
      TreeMap<StorePath, Datum> derivations = new TreeMap<>();
      TreeMap<StorePath, Datum> sources = new TreeMap<>();
      for (Input input : derivation.inputs()) {
        if (input instanceof Derivation below) {
          StorePath file = of(below).path();
          derivations.put(
              file, Datum.list(Datum.str(file.toString()), Datum.str(below.path().toString())));
        } else {
          sources.put(input.path(), Datum.str(input.path().toString()));
        }
      }
      List<Datum> fields = new ArrayList<>();
      fields.add(Datum.tagged("format-version", Datum.num(FORMAT_VERSION)));
      fields.add(Datum.tagged("output", Datum.str(derivation.path().toString())));
      fields.add(Datum.tagged("input-derivations", List.copyOf(derivations.values())));
      fields.add(Datum.tagged("input-sources", List.copyOf(sources.values())));
      fields.add(Datum.tagged("identity", derivation.record()));
      if (derivation.isFixedOutput()) {
        fields.add(
            Datum.tagged(
                "builder",
                Datum.sym(derivation.builder()),
                Datum.str(derivation.builderVersion()),
                Datum.tagged("parameters", derivation.parameters())));
      }
      String text = SexpWriter.pretty(Datum.tagged("fruix-derivation-file", fields));
      String name = derivation.name() + ".drv";
      return new DerivationFile(
          StorePath.ofIdentity(identity(name, text), name),
          text,
          new ArrayList<>(derivations.keySet()));
    }

    private static String identity(String name, String text) {
      return SexpWriter.canonical(
          Datum.tagged(
              "fruix-text",
              Datum.tagged("name", Datum.str(name)),
              Datum.tagged("sha256", Datum.str(Sha256.ofUtf8(text).hex()))));
    }
  }
}
