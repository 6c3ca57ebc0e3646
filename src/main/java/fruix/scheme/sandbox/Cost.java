package fruix.scheme.sandbox;

import gnu.lists.FVector;
import gnu.lists.Pair;
import gnu.lists.SimpleVector;
import gnu.mapping.Values;
import gnu.math.IntNum;
import gnu.math.RatNum;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** How many steps a library procedure takes, charged to the budget before it starts. */
@FunctionalInterface
interface Cost {
  void charge(Budget budget, Object[] args);

  /** The lengths of all arguments. */
  Cost LINEAR =
      (budget, args) -> {
        long steps = 1;
        for (Object arg : args) {
          steps += size(budget, arg);
        }
        budget.charge(steps);
      };

  /** One element of a list that is being made. */
  Cost ELEMENT = (budget, args) -> budget.allocated();

  /** All that can be reached from the arguments, as often as it can be reached. */
  Cost TREE =
      (budget, args) -> {
        budget.charge(1);
        for (Object arg : args) {
          walk(budget, arg);
        }
      };

  /** The square of the lengths of all arguments, for what compares each with each. */
  Cost QUADRATIC =
      (budget, args) -> {
        TREE.charge(budget, args);
        long size = 0;
        for (Object arg : args) {
          size += size(budget, arg);
        }
        budget.charge(product(size, size) / 4);
      };

  /** Arithmetic: the square of the numbers' lengths. */
  Cost NUMERIC =
      (budget, args) -> {
        long words = 0;
        for (Object arg : args) {
          words += words(arg);
        }
        budget.charge(product(words, words) / 4 + 1);
      };

  /** As many as the first argument, a number, says; then {@link #LINEAR}. */
  Cost COUNT_FIRST = (budget, args) -> chargeCount(budget, args, 0);

  /** As many as the second argument, a number, says; then {@link #LINEAR}. */
  Cost COUNT_SECOND = (budget, args) -> chargeCount(budget, args, 1);

  /** Base to a power: the square of the result's length. */
  Cost POWER =
      (budget, args) -> {
        if (args.length == 2) {
          long words = product(words(args[0]), Math.abs(count(args[1])) / 8 + 1);
          budget.charge(isExact(args[0]) ? product(words, words) / 4 + 1 : 1);
        }
      };

  /** A shift to the left: the result's length. */
  Cost SHIFT =
      (budget, args) -> {
        if (args.length == 2) {
          budget.charge(words(args[0]) + Math.max(0, count(args[1])) / 32 + 1);
        }
      };

  /** Reading a number: the square of its digits, and what its exponent says. */
  Cost PARSE_NUMBER =
      (budget, args) -> {
        long digits = args.length == 0 ? 0 : size(budget, args[0]);
        budget.charge(product(digits, digits) / 64 + 1);
        if (args.length > 0 && args[0] instanceof CharSequence text) {
          budget.charge(digitRuns(text));
        }
      };

  /** A template with widths, and everything put into it. */
  Cost FORMAT =
      (budget, args) -> {
        TREE.charge(budget, args);
        for (Object arg : args) {
          if (arg instanceof CharSequence text && text.toString().indexOf('~') >= 0) {
            budget.charge(product(digitRuns(text), 1 + args.length));
          }
          if (arg instanceof IntNum number && count(number) > 0) {
            budget.charge(Math.min(count(number), 1_000_000));
          }
        }
      };

  private static void chargeCount(Budget budget, Object[] args, int index) {
    if (index < args.length) {
      budget.charge(product(Math.max(0, count(args[index])), Budget.ALLOCATION));
    }
    LINEAR.charge(budget, args);
  }

  /** The number of steps to go once through the top level of VALUE. */
  static long size(Budget budget, Object value) {
    if (value instanceof Pair) {
      long length = 0;
      Object rest = value;
      while (rest instanceof Pair pair) {
        rest = pair.getCdr();
        if ((++length & 0xffff) == 0) {
          budget.charge(0x10000 * Budget.ALLOCATION);
        }
      }
      return (length & 0xffff) * Budget.ALLOCATION;
    }
    if (value instanceof CharSequence text) {
      return text.length() / 4;
    }
    if (value instanceof SimpleVector<?> vector) {
      return 2L * vector.size();
    }
    return words(value);
  }

  private static void walk(Budget budget, Object value) {
    Object rest = value;
    while (rest instanceof Pair pair) {
      budget.charge(1);
      walk(budget, pair.getCar());
      rest = pair.getCdr();
    }
    if (rest instanceof FVector<?> vector) {
      budget.charge(1);
      for (int i = 0; i < vector.size(); i++) {
        walk(budget, vector.get(i));
      }
    } else if (rest instanceof Values<?> values) {
      for (Object each : values.getValues()) {
        walk(budget, each);
      }
    } else if (rest instanceof kawa.lang.Record) {
      budget.charge(1);
      for (Object field : fields((kawa.lang.Record) rest)) {
        walk(budget, field);
      }
    } else {
      budget.charge(1 + size(budget, rest));
    }
  }

  /** What the fields of the record VALUE hold. */
  static List<Object> fields(kawa.lang.Record value) {
    List<Object> fields = new ArrayList<>();
    for (Field field : value.getClass().getFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        try {
          fields.add(field.get(value));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("a record's public field cannot be read", e);
        }
      }
    }
    return fields;
  }

  private static long words(Object value) {
    if (value instanceof IntNum number) {
      return number.words == null ? 1 : Math.abs((long) number.ival);
    }
    if (value instanceof RatNum number) {
      return words(number.numerator()) + words(number.denominator());
    }
    return 1;
  }

  private static boolean isExact(Object value) {
    return value instanceof RatNum;
  }

  /** VALUE as a count; as good as endless when it is too large for one. */
  private static long count(Object value) {
    if (value instanceof IntNum number) {
      return number.words == null || Math.abs(number.ival) < 2
          ? number.longValue()
          : Long.MAX_VALUE / 4;
    }
    return value instanceof Number number ? (long) number.doubleValue() : 0;
  }

  /** The sum of the decimal numbers that stand in TEXT. */
  private static long digitRuns(CharSequence text) {
    long sum = 0;
    long run = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = Character.digit(text.charAt(i), 10);
      run = digit < 0 ? 0 : Math.min(run * 10 + digit, 1_000_000_000_000L);
      sum += run;
    }
    return sum;
  }

  private static long product(long a, long b) {
    return b != 0 && a > Long.MAX_VALUE / 4 / b ? Long.MAX_VALUE / 4 : a * b;
  }
}
