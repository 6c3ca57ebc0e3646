package fruix.scheme.language;

import fruix.scheme.syntax.ModuleName;
import fruix.scheme.syntax.SyntaxTable;
import gnu.expr.Mangling;
import gnu.expr.SourceName;
import gnu.kawa.reflect.StaticFieldLocation;
import gnu.mapping.Environment;
import gnu.mapping.Symbol;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import kawa.lang.Syntax;

/** What every module and user file can use without importing it. */
final class BaseBindings {
  /** The modules whose exports belong to it. */
  static final List<ModuleName> MODULES =
      List.of(
          ModuleName.of("fruix lang gexps"),
          ModuleName.of("fruix lang lists"),
          ModuleName.of("fruix lang procedures"),
          ModuleName.of("fruix lang records"),
          ModuleName.of("fruix lang strings"),
          ModuleName.of("fruix lang tables"));

  private BaseBindings() {}

  /** KERNEL with Fruix's syntax and what the {@link #MODULES}, found in CLASSES, export. */
  static Environment over(Environment kernel, ClassLoader classes) {
    Environment base = syntaxOver(kernel);
    try {
      for (ModuleName module : MODULES) {
        add(Class.forName(module.className(), false, classes), base);
      }
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the modules of Fruix are not compiled", e);
    }
    return base;
  }

  /** KERNEL with Fruix's syntax. */
  static Environment syntaxOver(Environment kernel) {
    Environment base = Environment.make("fruix", kernel);
    for (Syntax syntax : SyntaxTable.ALL) {
      base.define(Symbol.valueOf(syntax.getName()), null, syntax);
    }
    return base;
  }

  private static void add(Class<?> module, Environment base) {
    for (Field field : module.getFields()) {
      String name = field.getName();
      if (Modifier.isStatic(field.getModifiers()) && !name.startsWith("$")) {
        SourceName source = field.getAnnotation(SourceName.class);
        String symbol = source == null ? Mangling.demangleField(name) : source.name();
        base.addLocation(
            Symbol.valueOf(symbol), null, StaticFieldLocation.make(module.getName(), name));
      }
    }
  }
}
