package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that modules have in Guile and Guix, and the modules of Fruix that stand for them. */
final class GuileModules {
  /** Stands for modules whose names every file has already, being syntax or part of Kawa. */
  private static final ModuleName SYNTAX = ModuleName.of("fruix lang syntax");

  private static final Map<ModuleName, ModuleName> ALIASES = new HashMap<>();

  static {
    for (String name :
        List.of(
            "ice-9 match",
            "ice-9 optargs",
            "ice-9 receive",
            "ice-9 curried-definitions",
            "srfi srfi-8",
            "srfi srfi-9",
            "srfi srfi-11",
            "srfi srfi-16",
            "srfi srfi-23",
            "srfi srfi-26",
            "srfi srfi-39")) {
      ALIASES.put(ModuleName.of(name), SYNTAX);
    }
    alias("srfi srfi-1", "fruix lang lists");
    alias("srfi srfi-13", "fruix lang strings");
    alias("ice-9 format", "fruix lang strings");
    alias("ice-9 string-fun", "fruix lang strings");
    alias("ice-9 hash-table", "fruix lang tables");
    alias("guix records", "fruix lang records");
    alias("guix gexp", "fruix gexp");
    alias("gnu services", "fruix services");
  }

  private GuileModules() {}

  private static void alias(String guile, String fruix) {
    ALIASES.put(ModuleName.of(guile), ModuleName.of(fruix));
  }

  /** The module that NAME stands for: itself unless it is a name from Guile. */
  static ModuleName resolve(ModuleName name) {
    return ALIASES.getOrDefault(name, name);
  }

  static Collection<ModuleName> names() {
    return ALIASES.keySet();
  }
}
