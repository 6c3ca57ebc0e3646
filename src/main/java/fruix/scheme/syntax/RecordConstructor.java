package fruix.scheme.syntax;

import fruix.diag.DidYouMean;
import fruix.scheme.runtime.Field;
import fruix.scheme.runtime.RecordType;
import fruix.scheme.runtime.Records;
import fruix.scheme.runtime.Site;
import gnu.expr.ApplyExp;
import gnu.expr.BeginExp;
import gnu.expr.Expression;
import gnu.expr.Keyword;
import gnu.expr.QuoteExp;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import kawa.lang.Syntax;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/** {@code (NAME (FIELD VALUE) … #:FIELD VALUE … (inherit RECORD))}: makes a record. */
public final class RecordConstructor extends Syntax implements Externalizable {
  private static final long serialVersionUID = 1L;

  private static final Expression MAKE = Forms.method(Records.class, "make");
  private static final Expression INHERIT = Forms.method(Records.class, "inherit");
  private static final Expression THUNK = Forms.method(Records.class, "thunk");
  private static final Expression DELAY = Forms.method(Records.class, "delay");

  private final RecordType type;

  RecordConstructor(RecordType type) {
    super(type.name());
    this.type = type;
  }

  /** The constructor of TYPE; compiled code calls it. */
  public static RecordConstructor valueOf(RecordType type) {
    return new RecordConstructor(type);
  }

  public RecordType type() {
    return type;
  }

  /** A field's clause. AT is where to blame it; VALUE holds its expression. */
  private record Clause(int field, Pair at, Pair value) {}

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    Form parsed = new Form(form, tr);
    Expression error = parsed.read();
    if (error != null) {
      return withValues(error, parsed.values, tr);
    }
    List<Expression> arguments = new ArrayList<>();
    arguments.add(new QuoteExp(type));
    arguments.add(new QuoteExp(parsed.site().encode()));
    if (parsed.parent != null) {
      arguments.add(tr.rewrite_car(parsed.parent, false));
    }
    for (Clause clause : parsed.clauses) {
      arguments.add(value(clause, tr));
    }
    Expression make = parsed.parent == null ? MAKE : INHERIT;
    return new ApplyExp(make, arguments.toArray(Expression[]::new));
  }

  /** ERROR, and what is in the fields' VALUES, where there may be more errors. */
  private static Expression withValues(Expression error, List<Pair> values, Translator tr) {
    List<Expression> all = new ArrayList<>();
    for (Pair value : values) {
      all.add(tr.rewrite_car(value, false));
    }
    all.add(error);
    return BeginExp.canonicalize(all.toArray(Expression[]::new));
  }

  private Expression value(Clause clause, Translator tr) {
    Field field = type.fields().get(clause.field);
    if (field.kind() == Field.Kind.EAGER) {
      return tr.rewrite_car(clause.value, false);
    }
    Expression procedure = ThisRecord.procedure(clause.value, null, tr);
    return new ApplyExp(field.kind() == Field.Kind.THUNKED ? THUNK : DELAY, procedure);
  }

  /** One use of the constructor. */
  private final class Form {
    private final Pair form;
    private final Translator tr;
    private final List<Clause> clauses = new ArrayList<>();
    private final List<Pair> values = new ArrayList<>();
    private @Nullable Pair parent;
    private @Nullable Expression error;

    Form(Pair form, Translator tr) {
      this.form = form;
      this.tr = tr;
    }

    /** Reads the clauses; returns an expression for the error if there are some, all reported. */
    @Nullable Expression read() {
      List<Pair> items = Forms.pairs(form.getCdr());
      if (items == null) {
        return Problems.error(tr, form, "bad " + type.name() + " form", null);
      }
      for (int i = 0; i < items.size(); i++) {
        Pair at = items.get(i);
        Object item = Forms.bare(at.getCar());
        if (item instanceof Keyword keyword) {
          if (i + 1 == items.size()) {
            problem(
                at,
                "field `" + keyword.getName() + "' of " + type.name() + " lacks a value",
                "write #:" + keyword.getName() + " VALUE");
          } else {
            Pair value = items.get(++i);
            values.add(value);
            clause(keyword.getName(), at, value);
          }
        } else {
          clause(at, item);
        }
      }
      if (parent == null) {
        missing();
      }
      return error;
    }

    private void clause(Pair at, Object item) {
      List<Pair> parts = item instanceof Pair ? Forms.pairs(item) : null;
      Symbol name = parts == null || parts.isEmpty() ? null : Forms.symbol(parts.get(0).getCar());
      if (parts != null && name != null) {
        parts.stream().skip(1).filter(p -> misplaced(parts, p) == null).forEach(values::add);
      }
      if (parts == null || name == null) {
        problem(at, "bad clause of " + type.name(), "write (FIELD VALUE) or #:FIELD VALUE");
      } else if (parts.size() != 2) {
        problem(
            parts.get(0),
            "field `"
                + name.getName()
                + "' of "
                + type.name()
                + " takes one value, not "
                + (parts.size() - 1),
            valueHint(name.getName(), parts));
      } else if (name.getName().equals("inherit") && type.indexOf("inherit") < 0) {
        parent = parts.get(1);
      } else {
        clause(name.getName(), parts.get(0), parts.get(1));
      }
    }

    private void clause(String name, Pair at, Pair value) {
      int field = type.indexOf(name);
      if (field < 0) {
        String hint = name.equals("inherit") ? inheritHint(value) : unknownHint(name);
        problem(at, "unknown field `" + name + "' of " + type.name(), hint);
      } else if (clauses.stream().anyMatch(c -> c.field == field)) {
        problem(at, "duplicate field `" + name + "' of " + type.name(), "keep one of them");
      } else {
        clauses.add(new Clause(field, at, value));
      }
    }

    /** How to write the clause PARTS of the field NAME, which has no value or several. */
    private String valueHint(String name, List<Pair> parts) {
      if (parts.size() < 2) {
        return "write (" + name + " VALUE)";
      }
      return parts.stream()
          .skip(1)
          .flatMap(part -> Stream.ofNullable(misplaced(parts, part)))
          .findFirst()
          .map(field -> "close (" + name + " …) before the field `" + field + "'")
          .orElse("make a list of them: (list …)");
    }

    /** The field that PART of the clause PARTS, which has several values, is meant for, if any. */
    private @Nullable String misplaced(List<Pair> parts, Pair part) {
      List<Pair> words = Forms.pairs(Forms.bare(part.getCar()));
      Symbol first = words == null || words.isEmpty() ? null : Forms.symbol(words.get(0).getCar());
      return parts.size() > 2 && first != null && type.indexOf(first.getName()) >= 0
          ? first.getName()
          : null;
    }

    private static String inheritHint(Pair value) {
      Symbol parent = Forms.symbol(value.getCar());
      return "write (inherit " + (parent == null ? "RECORD" : parent.getName()) + ")";
    }

    private String unknownHint(String name) {
      List<String> names = type.fields().stream().map(Field::name).toList();
      return DidYouMean.suggest(name, names)
          .map(near -> "did you mean `" + near + "'?")
          .orElse("its fields are " + String.join(", ", names));
    }

    private void missing() {
      if (error != null) {
        return;
      }
      for (int i = 0; i < type.fields().size(); i++) {
        int field = i;
        if (!type.fields().get(i).hasDefault()
            && clauses.stream().noneMatch(c -> c.field == field)) {
          Field missing = type.fields().get(i);
          problem(
              form,
              "missing field `" + missing.name() + "' of " + type.name(),
              "add ("
                  + missing.name()
                  + " …)"
                  + (missing.doc() == null ? "" : ": " + missing.doc()));
        }
      }
    }

    private void problem(Pair at, String message, @Nullable String hint) {
      error = Problems.error(tr, at, message, hint);
    }

    Site site() {
      return Places.site(
          form,
          "(".length(),
          clauses.stream().map(Clause::field).toList(),
          clauses.stream().map(Clause::value).toList(),
          tr);
    }
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeObject(type);
  }

  /** Not used: compiled code calls {@link #valueOf}. */
  @Override
  public void readExternal(ObjectInput in) {
    throw new UnsupportedOperationException();
  }
}
