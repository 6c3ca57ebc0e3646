package fruix.build;

import fruix.hash.Sha256;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How one item is built: a builder, its parameters and its inputs. A value; describing costs no
 * build. The item's path follows from it alone, so it is known before anything is built.
 */
public final class Derivation implements Input {
  /** Raise when the meaning of the identity record changes: every path changes with it. */
  private static final int SCHEME_VERSION = 1;

  private static final String OUTPUT_NAME = "out";

  /** So that {@code <name>.drv} is a name too. */
  private static final int MAX_NAME = 207;

  private final String name;
  private final String builder;
  private final String builderVersion;
  private final List<Datum> parameters;
  private final List<Input> inputs;
  private final Datum record;
  private final String identity;
  private final StorePath path;
  private final boolean fixedOutput;
  private final @Nullable StagedTree staged;

  private Derivation(
      String name,
      String builder,
      String builderVersion,
      List<? extends Datum> parameters,
      List<? extends Input> inputs,
      @Nullable Sha256 output,
      @Nullable StagedTree staged) {
    if (name.length() > MAX_NAME) {
      throw new IllegalArgumentException(
          "the name of a derivation has at most " + MAX_NAME + " characters: " + name);
    }
    this.name = name;
    this.builder = builder;
    this.builderVersion = builderVersion;
    this.parameters = List.copyOf(parameters);
    this.inputs = List.copyOf(inputs);
    this.fixedOutput = output != null;
    this.record = output == null ? recordOfInputs() : recordOfOutput(name, output);
    this.identity = SexpWriter.canonical(record);
    this.path = StorePath.ofIdentity(identity, name);
    this.staged = staged;
  }

  /**
   * @param name of the item, as in {@link StorePath#name}, of at most 207 characters
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
    this(name, builder, builderVersion, parameters, inputs, null, null);
  }

  /**
   * One whose item is one file with the SHA-256 OUTPUT. Its path follows from that and the name
   * alone, so that it does not matter where the file comes from.
   */
  static Derivation fixedOutput(
      String name,
      String builder,
      String builderVersion,
      List<? extends Datum> parameters,
      Sha256 output) {
    return new Derivation(name, builder, builderVersion, parameters, List.of(), output, null);
  }

  /** One that takes its item from TREE, of which the parameters say all but where it lies. */
  public static Derivation staged(
      String name,
      String builder,
      String builderVersion,
      List<? extends Datum> parameters,
      StagedTree tree) {
    return new Derivation(name, builder, builderVersion, parameters, List.of(), null, tree);
  }

  private static Datum recordOfOutput(String name, Sha256 output) {
    return Datum.tagged(
        "fruix-derivation",
        Datum.tagged("scheme-version", Datum.num(SCHEME_VERSION)),
        Datum.tagged("kind", Datum.sym("fixed-output")),
        Datum.tagged("name", Datum.str(name)),
        Datum.tagged("sha256", Datum.str(output.hex())),
        Datum.tagged("output", Datum.str(OUTPUT_NAME)));
  }

  private Datum recordOfInputs() {
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

  /** Whether the path follows from what comes out, so that the builder is no part of it. */
  boolean isFixedOutput() {
    return fixedOutput;
  }

  /** The tree of the host that it takes its item from, when that is known here. */
  public Optional<StagedTree> staged() {
    return Optional.ofNullable(staged);
  }

  Datum record() {
    return record;
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
