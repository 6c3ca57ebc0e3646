package fruix.scheme.sandbox;

import gnu.bytecode.ArrayClassLoader;
import gnu.bytecode.ClassType;
import gnu.expr.Compilation;
import gnu.expr.LitTable;
import gnu.expr.Literal;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of Kawa 3.1.1 that the guard needs and that Kawa keeps to itself. */
final class KawaInternals {
  private static final Field LOADER = field(Compilation.class, "loader");
  private static final Field LITERALS = field(Compilation.class, "litTable");
  private static final Field CLASSES = field(Compilation.class, "classes");
  private static final Field FIRST = field(LitTable.class, "literalsChain");
  private static final Field NEXT = field(Literal.class, "next");
  private static final Field VALUE = field(Literal.class, "value");

  private KawaInternals() {}

  /** Makes LOADER the one that defines what COMPILATION compiled. */
  static void setLoader(Compilation compilation, ArrayClassLoader loader) {
    try {
      LOADER.set(compilation, loader);
    } catch (IllegalAccessException e) {
      throw changed(e);
    }
  }

  /** The constants that the classes of COMPILATION will be given. */
  static List<Object> literals(Compilation compilation) {
    List<Object> values = new ArrayList<>();
    Object table = get(LITERALS, compilation);
    Object literal = table == null ? null : get(FIRST, table);
    while (literal != null) {
      Object value = get(VALUE, literal);
      if (value != null) {
        values.add(value);
      }
      literal = get(NEXT, literal);
    }
    return values;
  }

  /** The names of the classes that COMPILATION compiled. */
  static List<String> classNames(Compilation compilation) {
    List<String> names = new ArrayList<>();
    if (get(CLASSES, compilation) instanceof ClassType[] types) {
      for (ClassType type : types) {
        if (type != null) {
          names.add(type.getName());
        }
      }
    }
    return names;
  }

  private static @Nullable Object get(Field field, Object object) {
    try {
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw changed(e);
    }
  }

  private static Field field(Class<?> owner, String name) {
    try {
      Field field = owner.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw changed(e);
    }
  }

  private static IllegalStateException changed(Exception e) {
    return new IllegalStateException("this is not the Kawa that the guard was made for", e);
  }
}
