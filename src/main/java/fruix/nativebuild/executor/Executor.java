package fruix.nativebuild.executor;

import fruix.sexp.Datum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a native build runs.
 *
 * @param name {@code [A-Za-z0-9][A-Za-z0-9._-]*}, at most 64 characters
 * @param version as its operator counts; of the same form
 * @param properties those that its kind has, by name
 */
public record Executor(
    ExecutorKind kind, String name, String version, SortedMap<String, String> properties) {
  /** What names, versions and run ids look like: safe in a path, a shell and a jail's name. */
  public static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /** Throws IllegalArgumentException, saying why, for one that its kind does not allow. */
  public Executor {
    demandWord("name", name);
    demandWord("version", version);
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    for (String given : properties.keySet()) {
      if (kind.properties().stream().noneMatch(property -> property.name().equals(given))) {
        throw new IllegalArgumentException(
            "an executor of kind " + kind.label() + " has no property `" + given + "'");
      }
    }
    for (ExecutorProperty property : kind.properties()) {
      check(kind, property, properties.get(property.name()));
    }
  }

  private static void demandWord(String what, String text) {
    if (!WORD.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the "
              + what
              + " `"
              + text
              + "' of an executor is not of letters, digits, `.', `_', `-'");
    }
  }

  private static void check(ExecutorKind kind, ExecutorProperty property, @Nullable String value) {
    if (value == null && property.required()) {
      throw new IllegalArgumentException(
          "an executor of kind " + kind.label() + " needs the property `" + property.name() + "'");
    }
    if (value != null && !property.form().matcher(value).matches()) {
      throw new IllegalArgumentException(
          "`" + value + "' cannot be the property `" + property.name() + "' of an executor");
    }
  }

  /** The value of the property NAME, if it has one. */
  public Optional<String> property(String property) {
    return Optional.ofNullable(properties.get(property));
  }

  /** This without the properties that concern the driving machine alone: what a result tells. */
  public Executor told() {
    SortedMap<String, String> told = new TreeMap<>(properties);
    kind.properties().stream()
        .filter(ExecutorProperty::local)
        .forEach(property -> told.remove(property.name()));
    return new Executor(kind, name, version, told);
  }

  /** {@code (executor (kind KIND) (name NAME) (version VERSION) (properties (KEY VALUE) …))}. */
  public Datum toDatum() {
    List<Datum> pairs = new ArrayList<>();
    for (Map.Entry<String, String> property : properties.entrySet()) {
      pairs.add(Datum.list(Datum.str(property.getKey()), Datum.str(property.getValue())));
    }
    return Datum.tagged(
        "executor",
        Datum.tagged("kind", Datum.sym(kind.label())),
        Datum.tagged("name", Datum.str(name)),
        Datum.tagged("version", Datum.str(version)),
        Datum.tagged("properties", pairs));
  }
}
