package fruix.scheme.syntax;

import gnu.expr.Compilation;
import gnu.expr.Expression;
import gnu.expr.Keyword;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kawa.lang.Translator;
import kawa.standard.require;
import org.jspecify.annotations.Nullable;

/**
 * One clause of {@code use-modules}: a module and which of its names come in under which names.
 *
 * @param at the pair that holds the clause, for its location
 * @param select the names wanted, old to new; null for all
 * @param hide the names not wanted
 * @param prefix put before each new name
 */
record Import(
    Pair at,
    ModuleName module,
    @Nullable Map<Symbol, Selected> select,
    Set<String> hide,
    String prefix)
    implements require.DeclSetMapper {

  /** The name that a selected binding gets, and the pair that asks for it. */
  record Selected(Symbol as, Pair at) {}

  /** Reads the clause in the car of AT; null after an error was reported. */
  static @Nullable Import parse(Pair at, Translator tr) {
    Object spec = Forms.bare(at.getCar());
    Object head = spec instanceof Pair pair ? Forms.bare(pair.getCar()) : null;
    ModuleName name = ModuleName.parse(head instanceof Pair ? head : spec);
    if (name == null) {
      Problems.error(
          tr, at, "bad module name", "write a list of symbols, as (fruix system freebsd)");
      return null;
    }
    if (!(head instanceof Pair)) {
      return new Import(at, name, null, Set.of(), "");
    }
    return options(at, name, (Pair) spec, tr);
  }

  private static @Nullable Import options(Pair at, ModuleName name, Pair spec, Translator tr) {
    Map<Symbol, Selected> select = null;
    Set<String> hide = Set.of();
    String prefix = "";
    List<Pair> rest = Forms.pairs(spec.getCdr());
    if (rest == null || rest.size() % 2 != 0) {
      Problems.error(tr, at, "bad import clause", "keywords and values must come in pairs");
      return null;
    }
    for (int i = 0; i < rest.size(); i += 2) {
      Object key = Forms.bare(rest.get(i).getCar());
      Pair value = rest.get(i + 1);
      String keyword = key instanceof Keyword k ? k.getName() : "";
      switch (keyword) {
        case "select" -> select = selection(value, tr);
        case "hide" -> hide = names(value, tr);
        case "prefix" -> prefix = prefix(value);
        case "renamer" -> prefix = renamer(value, tr);
        default -> {
          Problems.error(
              tr,
              rest.get(i),
              "unknown option #:" + keyword + " of an import",
              "the options are #:select, #:hide, #:prefix and #:renamer");
          return null;
        }
      }
    }
    return new Import(at, name, select, hide, prefix);
  }

  /** Whether all that the module exports comes in under its own name. */
  boolean plain() {
    return select == null && hide.isEmpty() && prefix.isEmpty();
  }

  private static Map<Symbol, Selected> selection(Pair value, Translator tr) {
    Map<Symbol, Selected> select = new LinkedHashMap<>();
    List<Pair> pairs = Forms.pairs(value.getCar());
    for (Pair pair : pairs == null ? List.of(value) : pairs) {
      Object item = Forms.bare(pair.getCar());
      Symbol from = Forms.symbol(item instanceof Pair renamed ? renamed.getCar() : item);
      Symbol to = Forms.symbol(item instanceof Pair renamed ? renamed.getCdr() : item);
      if (from != null && to != null) {
        select.put(from, new Selected(to, pair));
      } else {
        Problems.error(tr, pair, "bad #:select item", "write NAME or (NAME . NEW-NAME)");
      }
    }
    return select;
  }

  private static Set<String> names(Pair value, Translator tr) {
    Set<String> names = new LinkedHashSet<>();
    List<Pair> pairs = Forms.pairs(value.getCar());
    for (Pair pair : pairs == null ? List.of(value) : pairs) {
      Symbol name = Forms.symbol(pair.getCar());
      if (name != null) {
        names.add(name.getName());
      } else {
        Problems.error(tr, pair, "bad #:hide item", "write a list of names");
      }
    }
    return names;
  }

  private static String prefix(Pair value) {
    return String.valueOf(Forms.bare(value.getCar()));
  }

  /** The prefix of {@code (symbol-prefix-proc 'PREFIX)}, the one renamer there is. */
  private static String renamer(Pair value, Translator tr) {
    List<Object> call = Forms.elements(Forms.bare(value.getCar()));
    if (call != null
        && call.size() == 2
        && String.valueOf(Forms.symbol(call.get(0))).equals("symbol-prefix-proc")) {
      List<Object> quoted = Forms.elements(call.get(1));
      if (quoted != null && quoted.size() == 2) {
        return String.valueOf(Forms.bare(quoted.get(1)));
      }
    }
    Problems.error(tr, value, "unsupported renamer", "write #:prefix PREFIX");
    return "";
  }

  /** Picks and renames from what the module exports; reports names that it does not export. */
  @Override
  public Map<Symbol, Expression> map(Map<Symbol, Expression> exported, Compilation comp) {
    Translator tr = (Translator) comp;
    Map<Symbol, Expression> result = new LinkedHashMap<>();
    if (select != null) {
      select.forEach(
          (name, wanted) -> {
            Expression value = exported.get(name);
            if (value == null
                && wanted.as.equals(name)
                && tr.getGlobalEnvironment().isBound(name)) {
              return; // Syntax that every file has.
            }
            if (value == null) {
              Problems.error(
                  tr,
                  wanted.at,
                  "module " + module + " does not export `" + name + "'",
                  Problems.didYouMean(name.getName(), names(exported.keySet())));
            } else {
              result.put(prefixed(wanted.as), value);
            }
          });
      return result;
    }
    exported.forEach(
        (name, value) -> {
          if (!hide.contains(name.getName())) {
            result.put(prefixed(name), value);
          }
        });
    return result;
  }

  private Symbol prefixed(Symbol name) {
    return prefix.isEmpty() ? name : Symbol.valueOf(prefix + name.getName());
  }

  private static Collection<String> names(Set<Symbol> symbols) {
    List<String> names = new ArrayList<>();
    symbols.forEach(s -> names.add(s.getName()));
    return names;
  }
}
