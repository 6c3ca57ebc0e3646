package fruix.build;

import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * How one item is built: a builder, its parameters and its inputs. A value; describing costs no
 * build. The item's path follows from it alone, so it is known before anything is built.
 */
public final class Derivation implements Input {
  /** Raise when the meaning of the identity record changes: every path changes with it. */
  private static final int SCHEME_VERSION = 1;

  private static final String OUTPUT_NAME = "out";

  private final String name;
  private final String builder;
  private final String builderVersion;
  private final List<Datum> parameters;
  private final List<Input> inputs;
  private final String identity;
  private final StorePath path;

  /**
   * @param name of the item, as in {@link StorePath#name}
   * @param builderVersion part of the identity: raise it when the builder's output changes
   * @param parameters what the builder is given, in its own order
   * @param inputs every item that the parameters name; duplicates count once, order does not
   */
  public Derivation(
      String name,
      String builder,
      String builderVersion,
      List<? extends Datum> parameters,
      List<? extends Input> inputs) {
    this.name = name;
    this.builder = builder;
    this.builderVersion = builderVersion;
    this.parameters = List.copyOf(parameters);
    this.inputs = List.copyOf(inputs);
    this.identity = SexpWriter.canonical(record());
    this.path = StorePath.ofIdentity(identity, name);
  }

  private Datum record() {
    List<Datum> items = new ArrayList<>();
    TreeSet<StorePath> sorted = new TreeSet<>();
    inputs.forEach(input -> sorted.add(input.path()));
    sorted.forEach(input -> items.add(Datum.str(input.toString())));
    return Datum.tagged(
        "fruix-derivation",
        Datum.tagged("scheme-version", Datum.num(SCHEME_VERSION)),
        Datum.tagged("kind", Datum.sym("derivation")),
        Datum.tagged("name", Datum.str(name)),
        Datum.tagged("builder", Datum.sym(builder), Datum.str(builderVersion)),
        Datum.tagged("parameters", parameters),
        Datum.tagged("inputs", items),
        Datum.tagged("output", Datum.str(OUTPUT_NAME)));
  }

  public String name() {
    return name;
  }

  public String builder() {
    return builder;
  }

  public String builderVersion() {
    return builderVersion;
  }

  public List<Datum> parameters() {
    return parameters;
  }

  public List<Input> inputs() {
    return inputs;
  }

  /** The canonical identity record, whose hash the path carries. */
  public String identity() {
    return identity;
  }

  @Override
  public StorePath path() {
    return path;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Derivation that && path.equals(that.path);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(path);
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
