package fruix.scheme.runtime;

import gnu.mapping.Procedure1;
import gnu.mapping.ProcedureN;
import org.jspecify.annotations.Nullable;

/** The procedures that a record type comes with. */
final class RecordProcedures {

  private RecordProcedures() {}

  static final class Maker extends ProcedureN {
    private final RecordType type;

    Maker(RecordType type) {
      super("make-" + type.name());
      this.type = type;
    }

    @Override
    public int numArgs() {
      int count = type.fields().size();
      return count | count << 12;
    }

    @Override
    public Object applyN(@Nullable Object[] values) {
      if (values.length != type.fields().size()) {
        throw new CallError(
            "`"
                + getName()
                + "' takes "
                + type.fields().size()
                + " arguments, not "
                + values.length,
            null);
      }
      return Records.positional(type, values);
    }
  }

  static final class Predicate extends Procedure1 {
    private final RecordType type;

    Predicate(RecordType type) {
      super(type.name() + "?");
      this.type = type;
    }

    /** Whether VALUE is such a record; what was reported as wrong already passes for one. */
    @Override
    public Object apply1(@Nullable Object value) {
      return value == Poison.VALUE
          || value instanceof DeclaredRecord record && record.type() == type;
    }
  }

  static final class Accessor extends Procedure1 {
    private final RecordType type;
    private final int field;

    Accessor(RecordType type, int field) {
      super(type.fields().get(field).accessor());
      this.type = type;
      this.field = field;
    }

    @Override
    public @Nullable Object apply1(@Nullable Object value) {
      if (value instanceof DeclaredRecord record && record.type() == type) {
        return record.get(field);
      }
      if (value == Poison.VALUE) {
        return value;
      }
      throw new CallError(
          "`"
              + getName()
              + "' takes a record of type "
              + type.name()
              + ", not "
              + Described.value(value),
          null);
    }
  }
}
