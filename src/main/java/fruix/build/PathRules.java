package fruix.build;

import fruix.io.RelativePath;
import fruix.sexp.Datum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which paths of a tree are taken: everything that an include or require pattern matches (all, when
 * there is none) less what an exclude pattern matches.
 */
public final class PathRules {
  /** Takes everything. */
  public static final PathRules ALL = new PathRules(List.of(), List.of(), List.of());

  private final List<PathPattern> include;
  private final List<PathPattern> require;
  private final List<PathPattern> exclude;

  /** Throws IllegalArgumentException, saying why, for what is not a pattern. */
  public PathRules(List<String> include, List<String> require, List<String> exclude) {
    this.include = include.stream().map(PathPattern::of).toList();
    this.require = require.stream().map(PathPattern::of).toList();
    this.exclude = exclude.stream().map(PathPattern::of).toList();
  }

  /** Whether TAG is one of the parameters that make rules. */
  static boolean isRule(Form form) {
    return form.tag().equals("include")
        || form.tag().equals("require")
        || form.tag().equals("exclude");
  }

  /** The rules that FORMS, all of which are {@link #isRule rules}, make together. */
  static PathRules of(List<Form> forms) {
    List<String> include = new ArrayList<>();
    List<String> require = new ArrayList<>();
    List<String> exclude = new ArrayList<>();
    for (Form form : forms) {
      List<String> list =
          switch (form.tag()) {
            case "include" -> include;
            case "require" -> require;
            case "exclude" -> exclude;
            default -> throw form.unknown();
          };
      try {
        form.strings(0).forEach(PathPattern::of);
      } catch (IllegalArgumentException e) {
        throw form.error(String.valueOf(e.getMessage()));
      }
      list.addAll(form.strings(0));
    }
    return new PathRules(include, require, exclude);
  }

  /** These rules as parameters. */
  List<Datum> toData() {
    List<Datum> data = new ArrayList<>();
    add(data, "include", include);
    add(data, "require", require);
    add(data, "exclude", exclude);
    return data;
  }

  private static void add(List<Datum> data, String tag, List<PathPattern> patterns) {
    if (!patterns.isEmpty()) {
      data.add(Datum.tagged(tag, patterns.stream().map(p -> Datum.str(p.text())).toList()));
    }
  }

  /** Whether PATH is taken in its own right, not because it leads to something. */
  public boolean takes(RelativePath path, boolean directory) {
    return !matches(exclude, path, directory)
        && (include.isEmpty() && require.isEmpty()
            || matches(include, path, directory)
            || matches(require, path, directory));
  }

  /** Whether something below DIRECTORY may be taken; false saves a walk. */
  public boolean mayTakeBelow(RelativePath directory) {
    if (matches(exclude, directory, true)) {
      return false;
    }
    return include.isEmpty() && require.isEmpty()
        || include.stream().anyMatch(p -> p.mayMatchBelow(directory))
        || require.stream().anyMatch(p -> p.mayMatchBelow(directory));
  }

  /**
   * The required patterns that match none of TAKEN, which says of each path if it is a directory.
   */
  public List<String> unmet(Map<RelativePath, Boolean> taken) {
    return require.stream()
        .filter(
            p ->
                taken.entrySet().stream()
                    .noneMatch(path -> p.matches(path.getKey(), path.getValue())))
        .map(PathPattern::text)
        .toList();
  }

  private static boolean matches(List<PathPattern> patterns, RelativePath path, boolean directory) {
    for (PathPattern pattern : patterns) {
      if (pattern.matches(path, directory)) {
        return true;
      }
    }
    return false;
  }
}
