package fruix.scheme.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record type, as its definition says it.
 *
 * @param accessor the name of the procedure that reads it
 * @param kind when its value is computed
 * @param innate whether {@code inherit} leaves it out
 * @param type what its value has to be, as {@code "a string"}; null when anything goes
 * @param hint what else to tell those who get that wrong; null when the type says it all
 * @param defaultText the source of the default; null when there is none
 * @param doc one or more sentences for the manual; null when there are none
 */
public record Field(
    String name,
    String accessor,
    Kind kind,
    boolean innate,
    @Nullable String type,
    @Nullable String hint,
    @Nullable String defaultText,
    @Nullable String doc) {

  /** When the value of a field is computed. */
  public enum Kind {
    /** When the record is made. */
    EAGER,
    /** Each time that it is read; it may refer to {@code this-record}. */
    THUNKED,
    /** The first time that it is read. */
    DELAYED
  }

  /** How many strings {@link #parts} has. */
  static final int PARTS = 8;

  List<@Nullable String> parts() {
    return Arrays.asList(
        name, accessor, kind.name(), innate ? "innate" : null, type, hint, defaultText, doc);
  }

  static Field ofParts(List<@Nullable String> parts) {
    return new Field(
        Objects.requireNonNull(parts.get(0)),
        Objects.requireNonNull(parts.get(1)),
        Kind.valueOf(parts.get(2)),
        parts.get(3) != null,
        parts.get(4),
        parts.get(5),
        parts.get(6),
        parts.get(7));
  }

  public boolean hasDefault() {
    return defaultText != null;
  }
}
