package fruix.scheme.explain;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names kinds of values as users know them. */
final class Nouns {
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("intnum", "an integer"),
          Map.entry("integer", "an integer"),
          Map.entry("int", "an integer"),
          Map.entry("ratnum", "a fraction"),
          Map.entry("flonum", "a real number"),
          Map.entry("dflonum", "a real number"),
          Map.entry("real", "a real number"),
          Map.entry("realnum", "a real number"),
          Map.entry("numeric", "a number"),
          Map.entry("number", "a number"),
          Map.entry("string", "a string"),
          Map.entry("istring", "a string"),
          Map.entry("fstring", "a string"),
          Map.entry("constant-string", "a string"),
          Map.entry("charsequence", "a string"),
          Map.entry("charseq", "a string"),
          Map.entry("symbol", "a symbol"),
          Map.entry("simplesymbol", "a symbol"),
          Map.entry("keyword", "a keyword"),
          Map.entry("char", "a character"),
          Map.entry("character", "a character"),
          Map.entry("boolean", "a boolean"),
          Map.entry("pair", "a pair"),
          Map.entry("pairwithposition", "a list"),
          Map.entry("immutablepair", "a list"),
          Map.entry("list", "a list"),
          Map.entry("llist", "a list"),
          Map.entry("sequence", "a list"),
          Map.entry("iterable", "a list"),
          Map.entry("emptylist", "the empty list"),
          Map.entry("empty-list", "the empty list"),
          Map.entry("vector", "a vector"),
          Map.entry("fvector", "a vector"),
          Map.entry("procedure", "a procedure"),
          Map.entry("compiledproc", "a procedure"),
          Map.entry("modulemethod", "a procedure"),
          Map.entry("primprocedure", "a procedure"),
          Map.entry("declaredrecord", "a record"),
          Map.entry("recordtype", "a record type"),
          Map.entry("hashtable", "a hash table"),
          Map.entry("gexp", "a gexp"),
          Map.entry("poison", "an erroneous value"),
          Map.entry("void", "no value"),
          Map.entry("location", "a location"));

  private static final Pattern CAST =
      Pattern.compile("class (\\S+) cannot be cast to class (\\S+)(?s:.*)");

  private Nouns() {}

  /** The noun for a type that Kawa or Java calls NAME; null when users have no word for it. */
  static @Nullable String of(String name) {
    String simple = name.substring(name.lastIndexOf('.') + 1);
    int angle = simple.indexOf('<');
    return KNOWN.get((angle < 0 ? simple : simple.substring(0, angle)).toLowerCase(Locale.ROOT));
  }

  /** What Java's message about a failed cast MESSAGE means. */
  static String cast(@Nullable String message) {
    Matcher cast = CAST.matcher(message == null ? "" : message);
    if (!cast.matches()) {
      return "wrong type of value";
    }
    return mismatch(of(cast.group(2)), of(cast.group(1)));
  }

  /** Says that WANTED is needed where there is FOUND, as far as they are known. */
  static String mismatch(@Nullable String wanted, @Nullable String found) {
    if (wanted == null) {
      return found == null ? "wrong type of value" : "wrong type of value: " + found;
    }
    return "wrong type of value: "
        + wanted
        + " is needed"
        + (found == null ? "" : ", not " + found);
  }
}
