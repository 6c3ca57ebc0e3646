package fruix.scheme.explain;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.scheme.runtime.Described;
import fruix.scheme.runtime.Explained;
import fruix.scheme.runtime.Formats;
import fruix.scheme.runtime.Operator;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.UnboundLocationException;
import gnu.mapping.WrappedException;
import gnu.mapping.WrongArguments;
import gnu.mapping.WrongType;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kawa.lang.NamedException;
import kawa.lib.ExceptionWithValue;
import org.jspecify.annotations.Nullable;

/** Translates what running code throws. */
final class ThrownTrouble {
  /** The name of the procedure by which Kawa calls what is no procedure. */
  private static final String APPLY = "apply-to-args";

  /** Messages of Kawa's library, in words. */
  private static final Map<String, String> KAWA =
      Map.of(
          "bad value for numeric compare", "only numbers can be compared",
          "not a true list", "wrong type of value: a proper list is needed",
          "value is neither List or array", "wrong type of value: a list is needed");

  private static final Pattern ARITY =
      Pattern.compile(
          "call to (?:'(.*)'|unnamed procedure) has too (?:few|many) arguments"
              + " \\((\\d+); must be (.*)\\)");

  private static final Pattern INDEX =
      Pattern.compile("Index (-?\\d+) out of bounds for length (\\d+)");

  private ThrownTrouble() {}

  /** What was thrown in the first place. */
  static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while ((root.getClass() == WrappedException.class
            || root instanceof ExceptionInInitializerError)
        && root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The diagnostic for THROWN, without its location. */
  static Diagnostic translate(Throwable thrown) {
    if (thrown instanceof Explained explained) {
      return explained.diagnostic();
    }
    if (thrown instanceof StackOverflowError) {
      return of("the declaration recurses too deeply")
          .withHint("look for a recursion that does not end");
    }
    if (thrown instanceof OutOfMemoryError) {
      return of("the declaration needs too much memory")
          .withHint("look for a list, string or number that grows without end");
    }
    return of(message(thrown));
  }

  private static Diagnostic of(String message) {
    return Diagnostic.of(ExitCode.DECLARATION, message);
  }

  private static String message(Throwable thrown) {
    if (thrown instanceof WrongType wrong) {
      return wrongType(wrong);
    }
    if (thrown instanceof ClassCastException) {
      return Nouns.cast(thrown.getMessage());
    }
    if (thrown instanceof NamedException error) {
      return error(error);
    }
    if (thrown instanceof ExceptionWithValue raised) {
      return "uncaught exception: " + Described.irritant(raised.payload);
    }
    if (thrown instanceof UnboundLocationException unbound) {
      return "unbound variable `" + unbound.symbol + "'";
    }
    if (thrown instanceof IndexOutOfBoundsException) {
      return index(thrown.getMessage());
    }
    if (thrown instanceof NegativeArraySizeException) {
      return "a size cannot be negative";
    }
    String text = KAWA.getOrDefault(thrown.getMessage(), String.valueOf(thrown.getMessage()));
    Matcher arity = ARITY.matcher(text);
    if (thrown instanceof WrongArguments && arity.matches()) {
      return CompilerMessage.arity(arity.group(1), arity.group(3), arity.group(2));
    }
    return thrown.getMessage() == null
        ? "the evaluation failed (" + thrown.getClass().getName() + ")"
        : text;
  }

  private static String index(@Nullable String message) {
    Matcher index = INDEX.matcher(message == null ? "" : message);
    return index.matches()
        ? "index " + index.group(1) + " is out of range: there are " + index.group(2) + " elements"
        : "index out of range";
  }

  private static String wrongType(WrongType wrong) {
    boolean known = wrong.argValue != null && wrong.argValue != WrongType.UNKNOWN;
    if (APPLY.equals(wrong.procname)) {
      return known ? Operator.isNone(wrong.argValue) : "what is called here is not a procedure";
    }
    String wanted = wanted(wrong);
    if (wanted == null && !known) {
      return "wrong type of value"
          + (wrong.procname == null ? "" : " for `" + wrong.procname + "'");
    }
    StringBuilder text = new StringBuilder();
    text.append(wrong.procname == null ? "this call" : "`" + wrong.procname + "'");
    text.append(" needs ").append(wanted == null ? "another kind of value" : wanted);
    if (wrong.number > 0) {
      text.append(" as argument ").append(wrong.number);
    }
    if (known) {
      text.append(", not ").append(Described.value(wrong.argValue));
    }
    return text.toString();
  }

  private static @Nullable String wanted(WrongType wrong) {
    if (wrong.expectedType != null) {
      return Nouns.of(String.valueOf(wrong.expectedType));
    }
    if (wrong.getCause() instanceof ClassCastException cast && cast.getMessage() != null) {
      Matcher matcher =
          Pattern.compile(".*cannot be cast to class (\\S+)(?s:.*)").matcher(cast.getMessage());
      return matcher.matches() ? Nouns.of(matcher.group(1)) : null;
    }
    return null;
  }

  /** What {@code (error MESSAGE IRRITANT …)} means to say. */
  private static String error(NamedException error) {
    StringBuilder text = new StringBuilder(Formats.displayed(error.getObjectMessage()));
    Object rest = error.getObjectIrritants();
    while (rest instanceof Pair pair) {
      text.append(' ').append(Described.irritant(pair.getCar()));
      rest = pair.getCdr();
    }
    return rest == LList.Empty ? text.toString() : text.append(" . ").append(rest).toString();
  }
}
