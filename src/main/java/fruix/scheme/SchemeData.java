package fruix.scheme;

import fruix.sexp.Datum;
import gnu.expr.Keyword;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import gnu.math.IntNum;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Scheme values as data that do not know Kawa. */
final class SchemeData {

  private SchemeData() {}

  /** The datum that VALUE is; throws IllegalArgumentException, naming it, for one that is none. */
  static Datum datum(Object value) {
    if (value instanceof Keyword keyword) {
      return Datum.sym("#:" + keyword.getName());
    }
    if (value instanceof Symbol symbol) {
      return Datum.sym(symbol.getName());
    }
    if (value instanceof CharSequence text) {
      return Datum.str(text.toString());
    }
    if (value instanceof Boolean bool) {
      return Datum.bool(bool);
    }
    if (value instanceof IntNum number) {
      return new Datum.Int(new BigInteger(number.toString()));
    }
    if (value instanceof Integer || value instanceof Long || value instanceof BigInteger) {
      return new Datum.Int(new BigInteger(value.toString()));
    }
    if (value instanceof LList list) {
      return Datum.list(elements(list).stream().map(SchemeData::datum).toList());
    }
    throw new IllegalArgumentException("not a datum: " + value);
  }

  /** The elements of the proper list LIST. */
  static List<Object> elements(Object list) {
    List<Object> elements = new ArrayList<>();
    Object rest = list;
    while (rest instanceof Pair pair) {
      elements.add(pair.getCar());
      rest = pair.getCdr();
    }
    if (rest != LList.Empty) {
      throw new IllegalArgumentException("not a proper list: " + list);
    }
    return elements;
  }

  /** The strings of the list LIST. */
  static List<String> strings(Object list) {
    return elements(list).stream().map(Object::toString).toList();
  }
}
