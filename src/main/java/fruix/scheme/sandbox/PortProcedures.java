package fruix.scheme.sandbox;

import gnu.kawa.io.InPort;
import gnu.kawa.io.OutPort;
import gnu.mapping.Procedure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import kawa.lang.NamedException;
import kawa.lib.exceptions;

/**
 * Procedures that make text of values, and those on ports: a declaration has only ports over
 * strings.
 *
 * <p>Every procedure needs its port as an argument, since the default one is the console.
 */
final class PortProcedures {
  private final Function<String, Procedure> library;
  private final Budget budget;
  private final List<ChargedProcedure> all = new ArrayList<>();

  private PortProcedures(Function<String, Procedure> library, Budget budget) {
    this.library = library;
    this.budget = budget;
  }

  /** Guards those of LIBRARY; they take their steps from BUDGET. */
  static List<ChargedProcedure> all(Function<String, Procedure> library, Budget budget) {
    PortProcedures procedures = new PortProcedures(library, budget);
    procedures.ports();
    procedures.text();
    return procedures.all;
  }

  private void ports() {
    for (String name :
        List.of("display", "write", "write-shared", "write-simple", "write-string", "write-char")) {
      output(name, 1);
    }
    output("newline", 0);
    for (String name : List.of("read-line", "read-char", "peek-char")) {
      input(name, 0);
    }
    input("read-string", 1);
    for (String name :
        List.of(
            "open-input-string",
            "open-output-string",
            "get-output-string",
            "call-with-output-string",
            "call-with-port",
            "close-port")) {
      all.add(ChargedProcedure.of(name, library.apply(name), budget, Cost.LINEAR));
    }
  }

  private void text() {
    for (String name : List.of("object->string", "string-join")) {
      Procedure original = library.apply(name);
      add(name, 1, -1, Cost.TREE, args -> original.applyN(Printable.check(args)));
    }
    for (String name : List.of("format", "simple-format")) {
      Procedure original = library.apply(name);
      add(name, 1, -1, Cost.FORMAT, args -> original.applyN(checkedFormat(name, args)));
    }
    add("error-object-message", 1, 1, Cost.LINEAR, args -> message(args[0]));
  }

  private void add(String name, int min, int max, Cost cost, ChargedProcedure.Body body) {
    all.add(ChargedProcedure.of(name, min, max, budget, cost, body));
  }

  /** NAME writes its first COUNT arguments; the port comes next. */
  private void output(String name, int count) {
    Procedure original = library.apply(name);
    add(
        name,
        count,
        4,
        Cost.TREE,
        args -> {
          if (args.length <= count || !(args[count] instanceof OutPort)) {
            throw Refusal.of(
                "`" + name + "' without a port is not available in a declaration",
                "a declaration cannot print; `error' shows a value, (format #f …) makes text");
          }
          return original.applyN(Printable.check(args));
        });
  }

  /** NAME has a port after COUNT other arguments. */
  private void input(String name, int count) {
    Procedure original = library.apply(name);
    add(
        name,
        count,
        count + 1,
        count == 1 ? Cost.COUNT_FIRST : Cost.LINEAR,
        args -> {
          if (args.length <= count || !(args[count] instanceof InPort)) {
            throw Refusal.of(
                "`" + name + "' without a port is not available in a declaration",
                "a declaration reads no input; open-input-string makes a port");
          }
          return original.applyN(args);
        });
  }

  private static Object[] checkedFormat(String name, Object[] args) {
    if (args[0] != Boolean.FALSE && !(args[0] instanceof CharSequence)) {
      throw Refusal.of(
          "`" + name + "' to a port is not available in a declaration",
          "(" + name + " #f …) makes text");
    }
    return Printable.check(args);
  }

  /** What is wrong with values that are no conditions of the user's may tell an address. */
  private static Object message(Object condition) {
    return condition instanceof NamedException error
        ? exceptions.errorObjectMessage(error)
        : "error";
  }
}
