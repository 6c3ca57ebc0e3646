package fruix.nativebuild.promotion;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.sexp.Datum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of an expression {@code (HEAD (NAME VALUE …) …)} that somebody else wrote. Whatever is
 * not as asked for is a FruixException, exit status 1, that names the file.
 */
final class Fields {
  private final String file;
  private final String head;
  private final Map<String, List<List<Datum>>> fields = new LinkedHashMap<>();

  private Fields(String file, String head) {
    this.file = file;
    this.head = head;
  }

  /** The fields of DATUM, which must be {@code (HEAD …)} and have none besides KNOWN. */
  static Fields of(String file, String head, Datum datum, List<String> known) {
    Fields all = new Fields(file, head);
    List<Datum> items = all.tagged(datum);
    if (!((Datum.Sym) items.get(0)).name().equals(head)) {
      throw all.error("`" + head + "' expected, not `" + ((Datum.Sym) items.get(0)).name() + "'");
    }
    all.add(items.subList(1, items.size()), known);
    return all;
  }

  private void add(List<Datum> items, List<String> known) {
    for (Datum item : items) {
      List<Datum> field = tagged(item);
      String name = ((Datum.Sym) field.get(0)).name();
      if (!known.contains(name)) {
        throw error("`" + head + "' has no field `" + name + "'");
      }
      fields.computeIfAbsent(name, key -> new ArrayList<>()).add(field.subList(1, field.size()));
    }
  }

  private List<Datum> tagged(Datum datum) {
    if (datum instanceof Datum.Lst list
        && !list.items().isEmpty()
        && list.items().get(0) instanceof Datum.Sym) {
      return list.items();
    }
    throw error("(" + head + " …) is not made of lists that start with a name");
  }

  /** The version in {@code (HEAD (format-version N) …)}, whatever else there is. */
  static long formatVersion(String file, String head, Datum datum) {
    Fields fields = new Fields(file, head);
    List<Datum> items = fields.tagged(datum);
    for (Datum item : items.subList(1, items.size())) {
      if (item instanceof Datum.Lst list
          && list.items().size() == 2
          && list.items().get(0).equals(Datum.sym("format-version"))
          && list.items().get(1) instanceof Datum.Int number) {
        return number.value().bitLength() < Long.SIZE ? number.value().longValue() : -1;
      }
    }
    throw fields.error("there is no (format-version N) in (" + head + " …)");
  }

  /** The values of the field NAME, which is there once. */
  List<Datum> values(String name) {
    return optional(name).orElseThrow(() -> error("`" + head + "' lacks the field `" + name + "'"));
  }

  /** The values of the field NAME, which is there at most once. */
  Optional<List<Datum>> optional(String name) {
    List<List<Datum>> all = all(name);
    if (all.size() > 1) {
      throw error("`" + head + "' has the field `" + name + "' more than once");
    }
    return all.stream().findFirst();
  }

  /** The values of each field NAME. */
  List<List<Datum>> all(String name) {
    return fields.getOrDefault(name, List.of());
  }

  /** The only value of the field NAME, a string. */
  String string(String name) {
    return string(name, values(name));
  }

  Optional<String> optionalString(String name) {
    return optional(name).map(values -> string(name, values));
  }

  private String string(String name, List<Datum> values) {
    if (values.size() == 1 && values.get(0) instanceof Datum.Str text) {
      return text.value();
    }
    throw error("the field `" + name + "' of `" + head + "' is not one string");
  }

  /** The values of the field NAME, each a string. */
  List<String> strings(String name) {
    List<String> strings = new ArrayList<>();
    for (Datum value : values(name)) {
      strings.add(string(name, List.of(value)));
    }
    return strings;
  }

  /** The only value of the field NAME, a symbol. */
  String symbol(String name) {
    if (values(name).size() == 1 && values(name).get(0) instanceof Datum.Sym symbol) {
      return symbol.name();
    }
    throw error("the field `" + name + "' of `" + head + "' is not one name");
  }

  /** What READ makes of the string in the field NAME; it throws IllegalArgumentException. */
  <T> T parsed(String name, Function<String, T> read) {
    return checked(() -> read.apply(string(name)));
  }

  /** What MAKE returns; its IllegalArgumentException is an error of the file. */
  <T> T checked(Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw error(String.valueOf(e.getMessage()));
    }
  }

  FruixException error(String message) {
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, message).withLocation(Location.ofFile(file)));
  }
}
