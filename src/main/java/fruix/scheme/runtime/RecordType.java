package fruix.scheme.runtime;

import gnu.bytecode.ClassType;
import gnu.expr.Compilation;
import gnu.expr.Declaration;
import gnu.expr.HasOwningField;
import gnu.mapping.Procedure;
import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of records, made by {@code define-record-type*}.
 *
 * <p>What the source says about it is known when it is compiled and stored with the class; its
 * procedures (defaults, checks, sanitizers) arrive when the defining module runs.
 */
public final class RecordType implements Externalizable, HasOwningField {
  private static final long serialVersionUID = 1L;

  /** How many strings of the stored form come before those of the fields. */
  private static final int HEADER = 4;

  private final String name;
  private final @Nullable String doc;
  private final List<Field> fields;
  private String owner = "";
  private String variable = "";
  private @Nullable Declaration holder;
  private @Nullable Procedure[] defaults = {};
  private @Nullable Procedure[] sanitizers = {};
  private @Nullable Procedure[] checks = {};

  /** A type whose constructor is NAME. */
  public RecordType(String name, @Nullable String doc, List<Field> fields) {
    this.name = name;
    this.doc = doc;
    this.fields = List.copyOf(fields);
  }

  /**
   * Gives TYPE its procedures: for each field a default (a procedure of no arguments, or of the
   * record), a sanitizer and a check, each false when there is none. Returns TYPE.
   */
  public static RecordType complete(RecordType type, @Nullable Object... procedures) {
    int count = type.fields.size();
    type.defaults = new Procedure[count];
    type.sanitizers = new Procedure[count];
    type.checks = new Procedure[count];
    for (int i = 0; i < count; i++) {
      type.defaults[i] = procedure(procedures[3 * i]);
      type.sanitizers[i] = procedure(procedures[3 * i + 1]);
      type.checks[i] = procedure(procedures[3 * i + 2]);
    }
    return type;
  }

  private static @Nullable Procedure procedure(@Nullable Object value) {
    return value instanceof Procedure procedure ? procedure : null;
  }

  /** The name of its constructor, as {@code user-account}. */
  public String name() {
    return name;
  }

  public @Nullable String doc() {
    return doc;
  }

  public List<Field> fields() {
    return fields;
  }

  /** The place of field NAME among {@link #fields}; -1 when there is none. */
  public int indexOf(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  @Nullable Procedure defaultOf(int field) {
    return defaults[field];
  }

  @Nullable Procedure sanitizer(int field) {
    return sanitizers[field];
  }

  @Nullable Procedure check(int field) {
    return checks[field];
  }

  /** The type whose source part is ENCODED; compiled code calls it. */
  public static RecordType valueOf(String encoded) {
    List<@Nullable String> parts = Encoding.unpack(encoded);
    List<Field> fields = new ArrayList<>();
    for (int i = HEADER; i < parts.size(); i += Field.PARTS) {
      fields.add(Field.ofParts(parts.subList(i, i + Field.PARTS)));
    }
    RecordType type = new RecordType(string(parts.get(0)), parts.get(1), fields);
    type.owner = string(parts.get(2));
    type.variable = string(parts.get(3));
    return type;
  }

  private static String string(@Nullable String s) {
    return s == null ? "" : s;
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    List<@Nullable String> parts = new ArrayList<>();
    parts.add(name);
    parts.add(doc);
    parts.add(owner);
    parts.add(variable);
    fields.forEach(f -> parts.addAll(f.parts()));
    out.writeChars(Encoding.pack(parts));
  }

  /** Not used: compiled code calls {@link #valueOf}. */
  @Override
  public void readExternal(ObjectInput in) {
    throw new UnsupportedOperationException();
  }

  /** Says that the type is the value of VARIABLE in the class OWNER, which HOLDER declares. */
  public void own(String owner, String variable, Declaration holder) {
    this.owner = owner;
    this.variable = variable;
    this.holder = holder;
  }

  /** The field that holds the type, for classes other than its owner; null before it has one. */
  @Override
  public gnu.bytecode.@Nullable Field getOwningField() {
    Compilation compiling = Compilation.getCurrent();
    if (owner.isEmpty()
        || compiling == null
        || compiling.immediate
        || compiling.mainClass.getName().equals(owner)) {
      return null;
    }
    // A class that is being compiled is not to be looked for among those that are there.
    return holder == null ? ClassType.make(owner).getField(variable) : holder.getField();
  }

  @Override
  public String toString() {
    return "#<record-type " + name + ">";
  }
}
