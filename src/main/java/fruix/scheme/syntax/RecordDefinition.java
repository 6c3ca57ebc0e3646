package fruix.scheme.syntax;

import gnu.lists.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * A {@code define-record-type*} form, taken apart.
 *
 * @param type the pairs that hold the four names
 * @param self another name for {@code this-record}; null when none is given
 */
record RecordDefinition(
    Pair type,
    Pair constructor,
    Pair maker,
    Pair predicate,
    @Nullable Object self,
    @Nullable String doc,
    List<FieldClause> fields) {

  private static final int NAMES = 4;

  String name() {
    return String.valueOf(Forms.symbol(constructor.getCar()));
  }

  /** Reads FORM; null after an error was reported. */
  static @Nullable RecordDefinition parse(Pair form, Translator tr) {
    List<Pair> parts = Forms.pairs(form.getCdr());
    if (parts == null
        || parts.size() < NAMES
        || !parts.subList(0, NAMES).stream().allMatch(p -> Forms.symbol(p.getCar()) != null)) {
      Problems.error(
          tr,
          form,
          "bad define-record-type* form",
          "write (define-record-type* <NAME> NAME make-NAME NAME? (FIELD ACCESSOR OPTION …) …)");
      return null;
    }
    int next = NAMES;
    Object self = null;
    if (next < parts.size() && Forms.symbol(parts.get(next).getCar()) != null) {
      self = parts.get(next++).getCar();
    }
    String doc = null;
    if (next < parts.size() && Forms.bare(parts.get(next).getCar()) instanceof CharSequence text) {
      doc = text.toString();
      next++;
    }
    List<FieldClause> fields = fields(parts.subList(next, parts.size()), tr);
    return fields == null
        ? null
        : new RecordDefinition(
            parts.get(0), parts.get(1), parts.get(2), parts.get(3), self, doc, fields);
  }

  private static @Nullable List<FieldClause> fields(List<Pair> clauses, Translator tr) {
    List<FieldClause> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Pair at : clauses) {
      FieldClause field = FieldClause.parse(at, tr);
      if (field == null) {
        return null;
      }
      if (!names.add(field.field().name())) {
        Problems.error(tr, at, "duplicate field `" + field.field().name() + "'", null);
        return null;
      }
      fields.add(field);
    }
    return fields;
  }
}
