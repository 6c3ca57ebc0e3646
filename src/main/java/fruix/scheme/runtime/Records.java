package fruix.scheme.runtime;

import fruix.diag.Location;
import gnu.mapping.Procedure;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes records; compiled code calls it. */
public final class Records {
  private static final Object ABSENT = new Object();

  private Records() {}

  /** A record of TYPE written at SITE, with VALUES for the fields that have a clause there. */
  public static DeclaredRecord make(RecordType type, String site, @Nullable Object... values) {
    return make(type, site, null, values);
  }

  /**
   * Like {@link #make}, taking the fields without a clause from BASE, a record of the same type.
   */
  public static DeclaredRecord inherit(
      RecordType type, String site, @Nullable Object base, @Nullable Object... values) {
    if (base instanceof DeclaredRecord parent && parent.type() == type) {
      return make(type, site, parent, values);
    }
    if (base != Poison.VALUE) {
      Evaluation.reportAt(
          "cannot inherit from "
              + Described.value(base)
              + ": it is not a record of type "
              + type.name(),
          Site.form(site),
          "what follows `inherit' is a record to take the other fields from");
    }
    return make(type, site, null, values);
  }

  /** The procedure that makes a record of TYPE from a value for each field, in order. */
  public static Procedure maker(RecordType type) {
    return new RecordProcedures.Maker(type);
  }

  /** The procedure that says whether a value is a record of TYPE. */
  public static Procedure predicate(RecordType type) {
    return new RecordProcedures.Predicate(type);
  }

  /** The procedure that reads FIELD of a record of TYPE. */
  public static Procedure accessor(RecordType type, int field) {
    return new RecordProcedures.Accessor(type, field);
  }

  /** Where the user wrote RECORD; false when Fruix made it. */
  public static Object location(Object record) {
    return orFalse(((DeclaredRecord) record).location());
  }

  /** Where the user wrote the value of FIELD, a symbol, of RECORD, or else RECORD. */
  public static Object location(Object record, Object field) {
    DeclaredRecord r = (DeclaredRecord) record;
    int index = r.type().indexOf(field.toString());
    if (index < 0) {
      throw new CallError("a record of type " + r.type().name() + " has no field " + field, null);
    }
    return orFalse(r.location(index));
  }

  /** When values of FIELD are computed: {@code eager}, {@code thunked} or {@code delayed}. */
  public static String kindName(Object field) {
    return ((Field) field).kind().name().toLowerCase(Locale.ROOT);
  }

  private static Object orFalse(@Nullable Object value) {
    return value == null ? Boolean.FALSE : value;
  }

  static DeclaredRecord positional(RecordType type, @Nullable Object[] values) {
    StringBuilder site = new StringBuilder("l0:0");
    for (int i = 0; i < values.length; i++) {
      site.append(',').append(i).append(":0:0");
    }
    return make(type, site.append(' ').toString(), null, values);
  }

  private static DeclaredRecord make(
      RecordType type, String site, @Nullable DeclaredRecord parent, @Nullable Object[] given) {
    int count = type.fields().size();
    @Nullable Object[] values = new Object[count];
    java.util.Arrays.fill(values, ABSENT);
    int[] fields = Site.fields(site);
    for (int i = 0; i < fields.length; i++) {
      int field = fields[i];
      values[field] = accept(type, field, given[i], () -> Site.clause(site, field));
    }
    for (int field = 0; field < count; field++) {
      if (values[field] == ABSENT) {
        values[field] = left(type, field, site, parent);
      }
    }
    return new DeclaredRecord(type, values, site, parent);
  }

  /** The value of a FIELD without a clause. */
  private static @Nullable Object left(
      RecordType type, int field, String site, @Nullable DeclaredRecord parent) {
    Field said = type.fields().get(field);
    if (parent != null && !said.innate()) {
      Object value = parent.stored(field);
      return value instanceof DeclaredRecord.Computed computed ? computed.fresh() : value;
    }
    Procedure procedure = type.defaultOf(field);
    if (procedure == null) {
      return Poison.VALUE;
    }
    if (said.kind() != Field.Kind.EAGER) {
      return new DeclaredRecord.Computed(procedure, said.kind() == Field.Kind.DELAYED);
    }
    try {
      return accept(type, field, procedure.apply0(), () -> Site.form(site));
    } catch (Throwable e) {
      throw Unchecked.rethrow(e);
    }
  }

  /** A value computed each time by PROCEDURE, for a clause of a thunked field. */
  public static Object thunk(Procedure procedure) {
    return new DeclaredRecord.Computed(procedure, false);
  }

  /** A value computed once by PROCEDURE, for a clause of a delayed field. */
  public static Object delay(Procedure procedure) {
    return new DeclaredRecord.Computed(procedure, true);
  }

  /**
   * VALUE as FIELD of TYPE keeps it: sanitized and checked. What fails the check is reported and
   * becomes {@link Poison}.
   */
  static @Nullable Object accept(
      RecordType type, int field, @Nullable Object value, Supplier<@Nullable Location> where) {
    if (value instanceof DeclaredRecord.Computed || value == Poison.VALUE) {
      return value;
    }
    try {
      Procedure sanitizer = type.sanitizer(field);
      Object result = sanitizer == null ? value : sanitizer.apply1(value);
      Procedure check = type.check(field);
      if (check == null || result == Poison.VALUE || check.apply1(result) != Boolean.FALSE) {
        return result;
      }
      refuse(type, field, value, new Remedy(check, result), where.get());
      return Poison.VALUE;
    } catch (Throwable e) {
      throw Unchecked.rethrow(e);
    }
  }

  private static void refuse(
      RecordType type, int field, @Nullable Object value, Remedy remedy, @Nullable Location where)
      throws Throwable {
    Field said = type.fields().get(field);
    Remedy.Culprit culprit = remedy.culprit();
    String hint = remedy.hint();
    Evaluation.reportAt(
        "field `"
            + said.name()
            + "' of "
            + type.name()
            + " must be "
            + said.type()
            + (culprit == null
                ? ", not " + Described.value(value)
                : ", but has " + Described.value(culprit.element()) + " in it"),
        where,
        hint == null ? said.hint() : hint);
  }
}
