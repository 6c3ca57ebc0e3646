package fruix.scheme.runtime;

import gnu.expr.Keyword;
import gnu.lists.FVector;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Procedure;
import gnu.mapping.Symbol;
import gnu.text.Char;
import kawa.lang.Record;
import org.jspecify.annotations.Nullable;

/** Names values in messages as users think of them. */
public final class Described {
  /** How many characters of a value a message shows. */
  private static final int BRIEF = 60;

  private Described() {}

  /**
   * VALUE within a sentence: {@code "x"}, {@code 'x}, the service `ssh', a list of 3 elements; data
   * as {@code write} prints it, cut when it is long.
   */
  public static String value(@Nullable Object value) {
    if (value instanceof DeclaredRecord || value instanceof Record) {
      return record(value);
    }
    if (value instanceof Procedure procedure) {
      return procedure.getName() == null
          ? "a procedure"
          : "the procedure `" + procedure.getName() + "'";
    }
    if (value instanceof Symbol symbol && !(value instanceof Keyword)) {
      return "'" + symbol;
    }
    if (value instanceof Pair pair && !isData(pair)) {
      int length = LList.listLength(pair, false);
      return length < 0 ? "a pair" : "a list of " + length + (length == 1 ? " value" : " values");
    }
    String text = cut(Formats.written(value));
    return value instanceof CharSequence string && text.endsWith("…")
        ? text + " (" + string.length() + " characters)"
        : text;
  }

  /** VALUE beside a message of the user's own; like {@link #value}, a symbol being a word of it. */
  public static String irritant(@Nullable Object value) {
    return value instanceof Symbol && !(value instanceof Keyword) ? value.toString() : value(value);
  }

  /** What VALUE is, as {@code a string}; null when users have no word for it. */
  public static @Nullable String kind(@Nullable Object value) {
    if (value instanceof CharSequence) {
      return "a string";
    }
    if (value instanceof Keyword) {
      return "a keyword";
    }
    if (value instanceof Symbol) {
      return "a symbol";
    }
    if (value instanceof Number) {
      return "a number";
    }
    if (value instanceof Boolean) {
      return "a boolean";
    }
    if (value instanceof Char || value instanceof Character) {
      return "a character";
    }
    if (value instanceof LList) {
      return "a list";
    }
    return value instanceof FVector ? "a vector" : null;
  }

  /** A record by its type and what its first field says: for most that is its name. */
  private static String record(Object record) {
    String type = recordType(record);
    Object first = first(record);
    String name =
        first instanceof DeclaredRecord inner ? plainName(first(inner)) : plainName(first);
    return name == null ? article(type) + " " + type : "the " + type + " `" + cut(name) + "'";
  }

  private static String recordType(Object record) {
    if (record instanceof DeclaredRecord declared) {
      return declared.type().name();
    }
    String name = ((Record) record).getTypeName();
    return name.startsWith("<") && name.endsWith(">") ? name.substring(1, name.length() - 1) : name;
  }

  private static @Nullable Object first(Object record) {
    if (record instanceof DeclaredRecord declared) {
      return declared.type().fields().isEmpty() ? null : declared.stored(0);
    }
    return Record.typeFieldNames(record.getClass()) instanceof Pair names
        ? ((Record) record).get(names.getCar().toString(), null)
        : null;
  }

  private static @Nullable String plainName(@Nullable Object value) {
    return value instanceof CharSequence || value instanceof Symbol ? value.toString() : null;
  }

  private static String article(String noun) {
    return "aeiou".indexOf(noun.charAt(0)) < 0 ? "a" : "an";
  }

  /** Whether all in PAIR can be written and read again. */
  private static boolean isData(Pair pair) {
    Object rest = pair;
    while (rest instanceof Pair next) {
      Object car = next.getCar();
      if (car instanceof Pair inner ? !isData(inner) : !isDatum(car)) {
        return false;
      }
      rest = next.getCdr();
    }
    return isDatum(rest);
  }

  private static boolean isDatum(@Nullable Object value) {
    return kind(value) != null;
  }

  private static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= BRIEF ? text : text.substring(0, text.offsetByCodePoints(0, BRIEF)) + "…";
  }
}
