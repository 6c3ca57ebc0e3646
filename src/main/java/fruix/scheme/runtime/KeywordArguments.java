package fruix.scheme.runtime;

import fruix.diag.DidYouMean;
import gnu.expr.Keyword;
import gnu.lists.LList;
import gnu.lists.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The optional and keyword arguments that one call of a {@code define*} procedure was given. */
public final class KeywordArguments {
  private static final Object ABSENT = new Object();

  private final Object[] values;
  private final Object rest;

  private KeywordArguments(Object[] values, Object rest) {
    this.values = values;
    this.rest = rest;
  }

  /**
   * Sorts ARGUMENTS, a list, of a call of PROCEDURE: first up to OPTIONAL positional ones, then
   * those after one of KEYWORDS (names with spaces between); what is left is an error unless REST.
   */
  public static KeywordArguments parse(
      String procedure, int optional, String keywords, boolean rest, Object arguments) {
    List<String> names = keywords.isEmpty() ? List.of() : List.of(keywords.split(" "));
    Object[] values = new Object[optional + names.size()];
    Arrays.fill(values, ABSENT);
    Object tail = arguments;
    for (int i = 0; i < optional && tail instanceof Pair pair; i++) {
      if (pair.getCar() instanceof Keyword) {
        break;
      }
      values[i] = pair.getCar();
      tail = pair.getCdr();
    }
    Object left = tail;
    while (!names.isEmpty() && tail instanceof Pair pair) {
      if (!(pair.getCar() instanceof Keyword keyword)) {
        if (rest) {
          break;
        }
        throw new CallError("too many arguments in a call of `" + procedure + "'", null);
      }
      int index = names.indexOf(keyword.getName());
      if (index < 0) {
        throw unknown(procedure, keyword, names);
      }
      if (!(pair.getCdr() instanceof Pair value)) {
        throw new CallError(
            "#:" + keyword.getName() + " lacks a value in a call of `" + procedure + "'", null);
      }
      values[optional + index] = value.getCar();
      tail = value.getCdr();
    }
    if (!rest && tail != LList.Empty) {
      throw new CallError("too many arguments in a call of `" + procedure + "'", null);
    }
    return new KeywordArguments(values, left);
  }

  private static CallError unknown(String procedure, Keyword keyword, List<String> names) {
    List<String> known = new ArrayList<>(names);
    String hint =
        DidYouMean.suggest(keyword.getName(), known)
            .map(near -> "did you mean #:" + near + "?")
            .orElse("it takes #:" + String.join(", #:", known));
    return new CallError(
        "unknown keyword #:" + keyword.getName() + " in a call of `" + procedure + "'", hint);
  }

  public static boolean given(Object arguments, int index) {
    return ((KeywordArguments) arguments).values[index] != ABSENT;
  }

  public static @Nullable Object value(Object arguments, int index) {
    return ((KeywordArguments) arguments).values[index];
  }

  public static Object rest(Object arguments) {
    return ((KeywordArguments) arguments).rest;
  }
}
