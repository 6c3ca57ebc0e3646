package fruix.scheme.runtime;

import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Procedure;
import gnu.mapping.Symbol;
import gnu.math.IntNum;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Guesses what a user meant by a value of the wrong type, by trying what is like it. */
final class Remedy {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,18}");

  /** What only a check that takes nearly anything accepts. */
  private static final Object NOTHING = new Object();

  private final Procedure check;
  private final @Nullable Object value;

  /** For VALUE, which CHECK refuses. */
  Remedy(Procedure check, @Nullable Object value) {
    this.check = check;
    this.value = value;
  }

  /** A hint at what CHECK would accept; null when nothing like the value is. */
  @Nullable String hint() throws Throwable {
    if (value instanceof Pair pair && LList.listLength(pair, false) < 0) {
      return accepts(LList.Empty) ? "a list ends in a list, as in (cons ELEMENT LIST)" : null;
    }
    if (accepts(LList.list1(value)) && !accepts(NOTHING)) {
      return "make a list of it: (list …)";
    }
    for (Object other : alike(value)) {
      if (accepts(other)) {
        return "write " + quoted(other);
      }
    }
    Culprit culprit = culprit();
    if (culprit != null) {
      for (Object other : alike(culprit.element)) {
        if (accepts(LList.list1(other))) {
          return "write " + Formats.written(other) + " in the list";
        }
      }
    }
    return null;
  }

  /** An element on account of which a list is refused. */
  record Culprit(@Nullable Object element) {}

  /** The first element that CHECK does not accept in a list; null when it is not about elements. */
  @Nullable Culprit culprit() throws Throwable {
    if (!(value instanceof Pair pair)
        || LList.listLength(pair, false) < 0
        || !accepts(LList.Empty)) {
      return null;
    }
    Object rest = pair;
    while (rest instanceof Pair next) {
      if (!accepts(LList.list1(next.getCar()))) {
        return new Culprit(next.getCar());
      }
      rest = next.getCdr();
    }
    return null;
  }

  private boolean accepts(@Nullable Object other) throws Throwable {
    return check.apply1(other) != Boolean.FALSE;
  }

  private static String quoted(Object other) {
    return other instanceof Pair ? "'" + Formats.written(other) : Described.value(other);
  }

  /** What may be meant by X: the same text as another type, or the same parts put otherwise. */
  private static List<Object> alike(@Nullable Object x) {
    List<Object> all = new ArrayList<>();
    if (x instanceof CharSequence text) {
      if (INTEGER.matcher(text).matches()) {
        all.add(IntNum.make(Long.parseLong(text.toString())));
      }
      if (text.length() > 0) {
        all.add(Symbol.valueOf(text.toString()));
      }
      int equals = text.toString().indexOf('=');
      if (equals > 0) {
        all.add(pair(text.subSequence(0, equals), text.subSequence(equals + 1, text.length())));
      }
      if (text.toString().indexOf(' ') > 0) {
        all.add(LList.makeList(List.of(text.toString().trim().split(" +"))));
      }
    } else if (x instanceof Symbol || x instanceof IntNum) {
      all.add(x.toString());
    } else if (x instanceof Pair pair) {
      Object key = text(pair.getCar());
      all.add(new Pair(key, text(pair.getCdr())));
      if (pair.getCdr() instanceof Pair second && second.getCdr() == LList.Empty) {
        all.add(new Pair(key, text(second.getCar())));
      }
    }
    return all;
  }

  private static Pair pair(CharSequence car, CharSequence cdr) {
    return new Pair(car.toString(), cdr.toString());
  }

  private static Object text(Object x) {
    return x instanceof Symbol || x instanceof IntNum ? x.toString() : x;
  }
}
