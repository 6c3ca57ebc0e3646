package fruix.scheme.syntax;

import gnu.bytecode.ClassType;
import gnu.expr.Declaration;
import gnu.expr.Expression;
import gnu.expr.Keyword;
import gnu.expr.ModuleExp;
import gnu.expr.ScopeExp;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Symbol;
import java.util.ArrayList;
import java.util.List;
import kawa.lang.Syntax;
import kawa.lang.Translator;

/**
 * {@code (define-module NAME #:use-module CLAUSE … #:export (NAME …) …)}: names the file's module,
 * says what it exports and what it uses.
 */
public final class DefineModule extends Syntax {
  public static final DefineModule INSTANCE = new DefineModule();

  private DefineModule() {
    super("define-module");
  }

  @Override
  public void scanForm(Pair form, ScopeExp scope, Translator tr) {
    List<Pair> parts = Forms.pairs(form.getCdr());
    if (parts == null || parts.isEmpty() || !(scope instanceof ModuleExp module)) {
      Problems.error(tr, form, "bad define-module form", "write (define-module (NAME …) …)");
      return;
    }
    ModuleName name = ModuleName.parse(parts.get(0).getCar());
    if (name == null) {
      Problems.error(tr, parts.get(0), "bad module name", "write a list of symbols");
      return;
    }
    ModuleName expected = ((ModuleFinder.Holder) tr.getLanguage()).modules().compiled(tr);
    if (expected != null) {
      if (!expected.equals(name)) {
        Problems.error(
            tr,
            parts.get(0),
            "this file should define the module " + expected + ", not " + name,
            "a module's name is its file's path below the load path");
        return;
      }
      name(name, module, tr);
    }
    List<Pair> imports = options(parts.subList(1, parts.size()), module, tr);
    if (!imports.isEmpty()) {
      Object clauses = LList.Empty;
      for (int i = imports.size() - 1; i >= 0; i--) {
        clauses = Translator.makePair(imports.get(i), imports.get(i).getCar(), clauses);
      }
      UseModules.INSTANCE.scanForm(
          Translator.makePair(form, Forms.symbol("use-modules"), clauses), scope, tr);
    }
  }

  private static void name(ModuleName name, ModuleExp module, Translator tr) {
    String className = tr.immediate ? name.userClassName() : name.className();
    if (tr.mainClass == null) {
      tr.mainClass = new ClassType(className);
    } else {
      tr.mainClass.setName(className);
    }
    tr.classPrefix = className.substring(0, className.lastIndexOf('.') + 1);
    module.setType(tr.mainClass);
    module.setName(className);
    module.setFlag(ModuleExp.EXPORT_SPECIFIED);
    module.setFlag(ModuleExp.STATIC_SPECIFIED);
    if (!tr.immediate) {
      module.setFlag(ModuleExp.STATIC_RUN_SPECIFIED);
    }
    tr.mustCompileHere();
  }

  /** Obeys the options in PARTS; returns the pairs that hold the imports. */
  private static List<Pair> options(List<Pair> parts, ModuleExp module, Translator tr) {
    List<Pair> imports = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Pair at = parts.get(i);
      String option = Forms.bare(at.getCar()) instanceof Keyword k ? k.getName() : "";
      if (option.equals("pure")) {
        continue;
      }
      if (i + 1 == parts.size()) {
        Problems.error(tr, at, "#:" + option + " of define-module lacks a value", null);
        return imports;
      }
      Pair value = parts.get(++i);
      switch (option) {
        case "use-module" -> imports.add(value);
        case "export", "re-export", "replace", "export-syntax", "re-export-and-replace" ->
            export(value, module, tr);
        case "declarative?", "version", "duplicates" -> {}
        case "autoload" -> {
          imports.add(value);
          i++;
        }
        default ->
            Problems.error(
                tr,
                at,
                "unknown option #:" + option + " of define-module",
                "the usual ones are #:use-module and #:export");
      }
    }
    return imports;
  }

  private static void export(Pair value, ModuleExp module, Translator tr) {
    List<Pair> names = Forms.pairs(value.getCar());
    for (Pair pair : names == null ? List.of(value) : names) {
      Symbol name = Forms.symbol(pair.getCar());
      if (name == null) {
        Problems.error(tr, pair, "bad name to export", "write a list of names");
        continue;
      }
      Declaration declaration = module.getNoDefine(name);
      if (declaration.getFlag(Declaration.NOT_DEFINING)) {
        Translator.setLine(declaration, pair);
      }
      declaration.setFlag(Declaration.EXPORT_SPECIFIED);
    }
  }

  @Override
  public Expression rewriteForm(Pair form, Translator tr) {
    return Problems.error(tr, form, "define-module is only allowed at top level", null);
  }
}
