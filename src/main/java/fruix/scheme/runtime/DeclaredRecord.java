package fruix.scheme.runtime;

import fruix.diag.Location;
import gnu.mapping.Procedure;
import org.jspecify.annotations.Nullable;

/** A record of a type made by {@code define-record-type*}; compared by identity. */
public final class DeclaredRecord {
  private final RecordType type;
  private final @Nullable Object[] values;
  private final String site;
  private final @Nullable DeclaredRecord parent;

  DeclaredRecord(
      RecordType type, @Nullable Object[] values, String site, @Nullable DeclaredRecord parent) {
    this.type = type;
    this.values = values;
    this.site = site;
    this.parent = parent;
  }

  public RecordType type() {
    return type;
  }

  /** The value of FIELD, computed now if it is thunked. */
  public @Nullable Object get(int field) {
    Object value = values[field];
    return value instanceof Computed computed ? computed.value(this, field) : value;
  }

  /** The value of FIELD as it is stored. */
  @Nullable Object stored(int field) {
    return values[field];
  }

  /** Where the user wrote the record; null when Fruix itself made it. */
  public @Nullable Location location() {
    return Site.form(site);
  }

  /** Where the user wrote the value of FIELD, or else the record. */
  public @Nullable Location location(int field) {
    Location clause = Site.clause(site, field);
    if (clause == null && parent != null && !type.fields().get(field).innate()) {
      return parent.location(field);
    }
    return clause != null ? clause : location();
  }

  /** {@code #<operating-system host-name: "x" …>}. */
  @Override
  public String toString() {
    return RecordPrinter.print(this);
  }

  /** A field's value that is computed when it is asked for. */
  static final class Computed {
    private final Procedure procedure;
    private final boolean once;
    private boolean done;
    private @Nullable Object value;

    /** Computes by calling PROCEDURE with the record; only the first time if ONCE. */
    Computed(Procedure procedure, boolean once) {
      this.procedure = procedure;
      this.once = once;
    }

    Computed fresh() {
      return new Computed(procedure, once);
    }

    @Nullable Object value(DeclaredRecord record, int field) {
      if (done) {
        return value;
      }
      Object result;
      try {
        result = procedure.apply1(record);
      } catch (Throwable e) {
        throw Unchecked.rethrow(e);
      }
      result = Records.accept(record.type, field, result, () -> record.location(field));
      if (once) {
        value = result;
        done = true;
      }
      return result;
    }
  }
}
