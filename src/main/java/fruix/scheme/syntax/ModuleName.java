package fruix.scheme.syntax;

import gnu.expr.Mangling;
import gnu.lists.LList;
import gnu.lists.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import kawa.lang.Translator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a Scheme module, as {@code (fruix system freebsd)}.
 *
 * @param parts its symbols, at least one
 */
public record ModuleName(List<String> parts) implements Comparable<ModuleName> {

  /** The Java package that compiled modules live in, so that they never meet Fruix's own. */
  public static final String CLASS_PREFIX = "scm.";

  /** The Java package of files that are no modules. */
  public static final String MAIN_CLASS_PREFIX = "declaration.";

  /** The Java package of user's modules, compiled when they are used. */
  public static final String USER_CLASS_PREFIX = "user.";

  public ModuleName {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a module name has at least one part");
    }
  }

  // Not the methods that a record gets: those are only made at run time, in 10 ms each.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModuleName name && name.parts.equals(parts);
  }

  @Override
  public int hashCode() {
    return parts.hashCode();
  }

  /** The name that {@code "fruix system freebsd"} spells. */
  public static ModuleName of(String words) {
    return new ModuleName(List.of(words.split(" ")));
  }

  /** The name that FORM, a list of symbols and numbers, spells; null when it is none. */
  static @Nullable ModuleName parse(Object form) {
    Object rest = Translator.stripSyntax(form);
    List<String> parts = new ArrayList<>();
    while (rest instanceof Pair pair) {
      Object part = Translator.stripSyntax(pair.getCar());
      if (part instanceof Pair || part instanceof CharSequence) {
        return null;
      }
      parts.add(part.toString());
      rest = Translator.stripSyntax(pair.getCdr());
    }
    return parts.isEmpty() || rest != LList.Empty ? null : new ModuleName(parts);
  }

  /** The class that the module is compiled to, as {@code scm.fruix.system.freebsd}. */
  public String className() {
    return CLASS_PREFIX + mangled();
  }

  /** The class that the module is compiled to when it is a user's, as {@code user.my.services}. */
  public String userClassName() {
    return USER_CLASS_PREFIX + mangled();
  }

  private String mangled() {
    return parts.stream().map(Mangling::mangleClassName).collect(Collectors.joining("."));
  }

  /** Its file below a directory of the load path, as {@code fruix/system/freebsd.scm}. */
  public String relativePath() {
    return String.join("/", parts) + ".scm";
  }

  @Override
  public int compareTo(ModuleName other) {
    return relativePath().compareTo(other.relativePath());
  }

  /** As written in source: {@code (fruix system freebsd)}. */
  @Override
  public String toString() {
    return "(" + String.join(" ", parts) + ")";
  }
}
