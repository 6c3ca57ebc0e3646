package fruix.build;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Owner;
import fruix.sexp.Datum;
import fruix.sexp.SexpWriter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One parameter of a builder, {@code (TAG ARGUMENT …)}, and how its arguments are read. What does
 * not read is an error that shows the parameter; it has exit status 4, since a derivation is
 * checked when it is lowered.
 */
public final class Form {
  private static final Pattern OCTAL = Pattern.compile("[0-7]{1,5}");
  private static final int SHOWN = 120;

  private final String builder;
  private final String tag;
  private final List<Datum> arguments;

  private Form(String builder, String tag, List<Datum> arguments) {
    this.builder = builder;
    this.tag = tag;
    this.arguments = arguments;
  }

  /** Reads each of DATA, parameters of BUILDER, as a form. */
  public static List<Form> all(String builder, List<Datum> data) {
    List<Form> forms = new ArrayList<>();
    for (Datum datum : data) {
      if (!(datum instanceof Datum.Lst list)
          || list.items().isEmpty()
          || !(list.items().get(0) instanceof Datum.Sym head)) {
        throw error(builder, datum, "not a list that starts with a symbol");
      }
      forms.add(new Form(builder, head.name(), list.items().subList(1, list.items().size())));
    }
    return forms;
  }

  public String tag() {
    return tag;
  }

  /** How many arguments there are. */
  public int size() {
    return arguments.size();
  }

  /** Demands MIN…MAX arguments; returns this. */
  public Form arity(int min, int max) {
    if (size() < min || size() > max) {
      String wanted = min == max ? String.valueOf(min) : min + " to " + max;
      throw error(wanted + " arguments expected, not " + size());
    }
    return this;
  }

  public String string(int index) {
    if (arguments.get(index) instanceof Datum.Str text) {
      return text.value();
    }
    throw error("argument " + (index + 1) + " must be a string");
  }

  /** Every argument from FIRST on, each a string. */
  public List<String> strings(int first) {
    List<String> all = new ArrayList<>();
    for (int i = first; i < size(); i++) {
      all.add(string(i));
    }
    return all;
  }

  public String symbol(int index) {
    if (arguments.get(index) instanceof Datum.Sym symbol) {
      return symbol.name();
    }
    throw error("argument " + (index + 1) + " must be a symbol");
  }

  /** The argument INDEX, one of the symbols ALLOWED. */
  public String symbol(int index, List<String> allowed) {
    String name = symbol(index);
    if (!allowed.contains(name)) {
      throw error("`" + name + "' is not one of " + String.join(", ", allowed));
    }
    return name;
  }

  public RelativePath path(int index) {
    try {
      return new RelativePath(string(index));
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  public ItemReference item(int index) {
    String text = string(index);
    return ItemReference.parse(text)
        .orElseThrow(() -> error("`" + text + "' does not name something in the store"));
  }

  public Sha256 sha256(int index) {
    try {
      return Sha256.parse(string(index));
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  /** Reads MODE UID GID from INDEX on, and FLAGS at FLAGS if there is that argument. */
  public Attributes attributes(int index, int flags) {
    String mode = string(index);
    if (!OCTAL.matcher(mode).matches()) {
      throw error("`" + mode + "' is not a mode in octal digits");
    }
    try {
      Owner owner = new Owner(number(index + 1), number(index + 2));
      return new Attributes(Integer.parseInt(mode, 8), owner, size() > flags ? string(flags) : "");
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  /** An integer, 0 or more. */
  public long number(int index) {
    if (arguments.get(index) instanceof Datum.Int number
        && number.value().signum() >= 0
        && number.value().compareTo(BigInteger.valueOf(Long.MAX_VALUE)) <= 0) {
      return number.value().longValue();
    }
    throw error("argument " + (index + 1) + " must be an integer, 0 or more");
  }

  /** The arguments from FIRST on, each a form again. */
  public List<Form> forms(int first) {
    return all(builder, arguments.subList(first, size()));
  }

  /** An error about this parameter. */
  public FruixException error(String message) {
    return error(builder, Datum.tagged(tag, arguments), message);
  }

  /** The error that this parameter is not one that the builder has. */
  public FruixException unknown() {
    return error("the builder has no such parameter");
  }

  private static FruixException error(String builder, Datum datum, String message) {
    String text = SexpWriter.canonical(datum);
    String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
    return new FruixException(
        Diagnostic.of(ExitCode.BUILD, builder + ": " + message + ": " + shown));
  }
}
