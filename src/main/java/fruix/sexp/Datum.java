package fruix.sexp;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** An immutable S-expression. */
public sealed interface Datum {

  record Sym(String name) implements Datum {}

  record Str(String value) implements Datum {}

  record Int(BigInteger value) implements Datum {}

  record Bool(boolean value) implements Datum {}

  /** A proper list; the empty list is {@code ()}. */
  record Lst(List<Datum> items) implements Datum {
    public Lst {
      items = List.copyOf(items);
    }
  }

  static Datum sym(String name) {
    return new Sym(name);
  }

  static Datum str(String value) {
    return new Str(value);
  }

  static Datum num(long value) {
    return new Int(BigInteger.valueOf(value));
  }

  static Datum bool(boolean value) {
    return new Bool(value);
  }

  static Datum list(Datum... items) {
    return new Lst(List.of(items));
  }

  static Datum list(List<Datum> items) {
    return new Lst(items);
  }

  /** {@code (NAME ITEM …)}. */
  static Datum tagged(String name, List<? extends Datum> items) {
    List<Datum> all = new ArrayList<>(items.size() + 1);
    all.add(new Sym(name));
    all.addAll(items);
    return new Lst(all);
  }

  /** {@code (NAME ITEM …)}. */
  static Datum tagged(String name, Datum... items) {
    return tagged(name, List.of(items));
  }
}
