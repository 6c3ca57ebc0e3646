package fruix.scheme.syntax;

import fruix.scheme.runtime.Field;
import gnu.kawa.functions.DisplayFormat;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.List;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * A field of a {@code define-record-type*} form.
 *
 * @param accessor the pair that holds the accessor's name
 * @param value the pair that holds the default's expression
 * @param sanitizer the pair that holds the sanitizer's expression
 * @param check the pair that holds the predicate's expression
 */
record FieldClause(
    Field field,
    Pair accessor,
    @Nullable Pair value,
    @Nullable Pair sanitizer,
    @Nullable Pair check) {

  private static final List<String> OPTIONS =
      List.of("default", "thunked", "delayed", "innate", "sanitize", "type", "doc");

  /** Reads {@code (NAME ACCESSOR OPTION …)} in the car of AT; null after an error was reported. */
  static @Nullable FieldClause parse(Pair at, Translator tr) {
    List<Pair> parts = Forms.pairs(Forms.bare(at.getCar()));
    if (parts == null
        || parts.size() < 2
        || Forms.symbol(parts.get(0).getCar()) == null
        || Forms.symbol(parts.get(1).getCar()) == null) {
      Problems.error(tr, at, "bad field", "write (NAME ACCESSOR OPTION …)");
      return null;
    }
    String name = String.valueOf(Forms.symbol(parts.get(0).getCar()));
    String accessor = String.valueOf(Forms.symbol(parts.get(1).getCar()));
    Options options = new Options();
    for (Pair option : parts.subList(2, parts.size())) {
      if (!options.read(option, tr)) {
        return null;
      }
    }
    Field field =
        new Field(
            name,
            accessor,
            options.kind,
            options.innate,
            options.type,
            options.hint,
            options.value == null ? null : source(options.value.getCar()),
            options.doc);
    return new FieldClause(field, parts.get(1), options.value, options.sanitizer, options.check);
  }

  private static String source(Object form) {
    return String.valueOf(
        DisplayFormat.schemeWriteSimpleFormat.format(Translator.stripSyntax(form)));
  }

  /** What the options of a clause say. */
  private static final class Options {
    private Field.Kind kind = Field.Kind.EAGER;
    private boolean innate;
    private @Nullable Pair value;
    private @Nullable Pair sanitizer;
    private @Nullable Pair check;
    private @Nullable String type;
    private @Nullable String hint;
    private @Nullable String doc;

    boolean read(Pair at, Translator tr) {
      List<Pair> parts = Forms.pairs(Forms.bare(at.getCar()));
      Symbol head = parts == null || parts.isEmpty() ? null : Forms.symbol(parts.get(0).getCar());
      String name = head == null ? "" : head.getName();
      if (parts == null || !OPTIONS.contains(name)) {
        Problems.error(
            tr, at, "unknown field option", "the options are " + String.join(", ", OPTIONS));
        return false;
      }
      @Nullable Pair argument = parts.size() > 1 ? parts.get(1) : null;
      switch (name) {
        case "thunked" -> kind = Field.Kind.THUNKED;
        case "delayed" -> kind = Field.Kind.DELAYED;
        case "innate" -> innate = true;
        case "default" -> value = argument;
        case "sanitize" -> sanitizer = argument;
        case "doc" -> doc = text(argument);
        default -> {
          check = argument;
          type = parts.size() > 2 ? text(parts.get(2)) : null;
          hint = parts.size() > 3 ? text(parts.get(3)) : null;
        }
      }
      boolean complete =
          switch (name) {
            case "default", "sanitize" -> argument != null;
            case "doc" -> doc != null;
            case "type" -> type != null;
            default -> true;
          };
      if (!complete) {
        Problems.error(tr, at, "bad field option `" + name + "'", "see define-record-type*");
      }
      return complete;
    }

    private static @Nullable String text(@Nullable Pair pair) {
      Object form = pair == null ? null : Forms.bare(pair.getCar());
      return form instanceof CharSequence ? form.toString() : null;
    }
  }
}
