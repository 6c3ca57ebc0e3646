package fruix.scheme.sandbox;

import fruix.scheme.runtime.Explained;
import fruix.scheme.syntax.ModuleName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What compiled user code may refer to: members that only compute, and those of the trusted
 * modules.
 *
 * <p>Found by compiling the tests' honest programs; a name that Kawa's compiler needs and that is
 * not here shows as an error that names it, never as a hole.
 */
final class AllowedMembers {
  /** Owner, colon, members, "new" when instances may be made; a star for all. */
  private static final String MEMBERS =
      """
      gnu.expr.CompiledProc: makeResultToObject makeResultToConsumer initResultToObject initResultToConsumer getModule <init> new
      gnu.expr.Compilation: setupLiterals
      gnu.expr.GenericProc: makeWithoutSorting
      gnu.expr.Keyword: *
      gnu.expr.KawaConvert: isTrue
      gnu.expr.ModuleBody: <init> run
      gnu.expr.ModuleInfo: register
      gnu.expr.ModuleMethod: <init> new
      gnu.expr.Special: reachedUnexpected undefined dfault
      gnu.lists.Pair: new <init> getCar getCdr setCdr setCar make
      gnu.kawa.functions.AddOp: *
      gnu.kawa.functions.DivideOp: *
      gnu.kawa.functions.IsEq: *
      gnu.kawa.functions.IsEqv: *
      gnu.kawa.functions.IsEqual: *
      gnu.kawa.functions.MakePromise: *
      gnu.kawa.functions.MakeSplice: *
      gnu.kawa.functions.MultiplyOp: *
      gnu.kawa.functions.NumberCompare: *
      gnu.kawa.functions.RunnableModule: *
      gnu.kawa.lispexpr.LangObjType: listType vectorType stringType coerceIntNum coerceNumeric coerceRatNum coerceRealNum coerceDFloNum coerceToProcedure
      gnu.kawa.reflect.StaticFieldLocation: make
      gnu.mapping.ArgListImpl: setKeys
      gnu.mapping.CallContext: *
      gnu.mapping.DynamicLocation: getInstance
      gnu.mapping.Location: get set setWithSave setRestore getValue
      gnu.mapping.LocationProc: getValue
      gnu.mapping.MethodProc: <init>
      gnu.mapping.Procedure: apply0 apply1 apply2 apply3 apply4 applyN applyL setProperty <init>
      gnu.mapping.Promise: force make <init> new
      gnu.mapping.Symbol: valueOf
      gnu.mapping.UnboundLocationException: setLine <init> new
      gnu.mapping.Values: *
      gnu.mapping.WrongArguments: <init> new
      gnu.mapping.WrongType: <init> new
      gnu.text.Char: *
      java.lang.Boolean: TRUE FALSE booleanValue valueOf
      java.lang.CharSequence: *
      java.lang.Integer: valueOf
      java.lang.Number: *
      java.lang.Object: <init> equals hashCode
      java.lang.Runnable: run
      java.lang.ThreadLocal: get set
      kawa.lang.Continuation: <init> new invoked handleException
      kawa.lang.Macro: setCapturedScope make
      kawa.lang.NamedException: *
      kawa.lang.Quote: append$V consX$V
      kawa.lang.Record: <init>
      kawa.lib.ExceptionClasses: current-handler
      kawa.lib.ExceptionWithValue: wrap unwrap <init> new
      kawa.lib.HandlerLink: push pop handle outer handlerProc
      kawa.lib.exceptions: *
      kawa.lib.bytevectors: *
      kawa.lib.characters: *
      kawa.lib.kawa.istrings: $make$string$
      kawa.lib.keywords: *
      kawa.lib.lists: *
      kawa.lib.misc: *
      kawa.lib.numbers: *
      kawa.lib.parameters: *
      kawa.lib.rnrs.unicode: *
      kawa.lib.strings: *
      kawa.lib.vectors: *
      kawa.standard.Scheme: apply applyToArgs isEq isEqv isEqual isEven isOdd map forEach not instanceOf
      kawa.standard.require: find
      """;

  /** Packages of plain data. */
  private static final String[] DATA = {"gnu.lists.", "gnu.math."};

  private static final Set<String> EXTENDABLE =
      Set.of(
          "java.lang.Object",
          "java.lang.Runnable",
          "gnu.expr.ModuleBody",
          "gnu.expr.RunnableModule",
          "gnu.mapping.Procedure",
          "kawa.lang.Record");

  /** Packages in which a class loader may look for classes to link and inspect. */
  private static final String[] FINDABLE = {"gnu.", "kawa.", "java.lang.", "java.util."};

  /** What of those could act if something got hold of it. */
  private static final String[] NOT_FINDABLE = {
    "java.lang.Process",
    "java.lang.ProcessBuilder",
    "java.lang.ProcessHandle",
    "java.lang.Runtime",
    "java.lang.System",
    "java.lang.ClassLoader",
    "java.lang.Module",
    "java.lang.ModuleLayer",
    "java.lang.StackWalker",
    "java.lang.reflect.",
    "java.util.jar.",
    "java.util.zip.",
    "java.util.prefs.",
    "java.util.logging.",
    "java.util.Timer",
    "java.util.ServiceLoader",
    "gnu.kawa.servlet.",
    "gnu.kawa.swingviews.",
    "gnu.kawa.android.",
    "gnu.kawa.javafx.",
    "gnu.kawa.models.",
    "gnu.kawa.slib.",
    "kawa.lib.files",
    "kawa.lib.system",
    "kawa.lib.thread",
    "kawa.Shell",
    "kawa.repl",
  };

  private static final String RUNTIME = Explained.class.getPackageName() + ".";

  private static final String SYNTAX = ModuleName.class.getPackageName() + ".";

  private final Map<String, Set<String>> members = new HashMap<>();

  AllowedMembers() {
    MEMBERS
        .lines()
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              members.put(
                  line.substring(0, colon).strip(),
                  new HashSet<>(Arrays.asList(line.substring(colon + 1).strip().split(" +"))));
            });
  }

  /** Whether code may read the field or call the method NAME of OWNER, an internal class name. */
  boolean member(String owner, String name) {
    String dotted = owner.replace('/', '.');
    if (isTrusted(dotted)) {
      return true;
    }
    Set<String> known = members.get(dotted);
    if (known == null) {
      return matchesAny(dotted, DATA);
    }
    return known.contains(name) || known.contains("*");
  }

  /** Whether code may set the field NAME of OWNER. */
  boolean writable(String owner, String name) {
    return (owner.equals("gnu/mapping/CallContext") && !name.isEmpty())
        || (owner.equals("kawa/lang/Continuation") && name.equals("invoked"));
  }

  /** Whether the class may stand in code as a constant. */
  boolean constant(String internalName) {
    return isTrusted(internalName.replace('/', '.'))
        || internalName.startsWith("gnu/lists/")
        || internalName.startsWith("gnu/math/")
        || internalName.equals("java/lang/CharSequence")
        || internalName.equals("java/lang/Runnable")
        || internalName.equals("gnu/mapping/Procedure")
        || internalName.equals("gnu/mapping/Symbol")
        || internalName.equals("kawa/lang/NamedException")
        || internalName.equals("gnu/bytecode/Type$NeverReturns")
        || internalName.equals("java/lang/Number");
  }

  boolean extendable(String internalName) {
    return EXTENDABLE.contains(internalName.replace('/', '.'));
  }

  /** Whether a class may be found by its name. */
  boolean findable(String name) {
    if (isTrusted(name)
        || name.equals(Budget.class.getName())
        || name.equals(ChargedProcedure.class.getName())) {
      return true;
    }
    return matchesAny(name, FINDABLE) && !matchesAny(name, NOT_FINDABLE);
  }

  /** Whether the class NAME is a compiled module of Fruix, or what Fruix's syntax expands to. */
  boolean isTrusted(String name) {
    return name.startsWith(ModuleName.CLASS_PREFIX)
        || name.startsWith(RUNTIME)
        || name.startsWith(SYNTAX);
  }

  /** Whether NAME is one of PATTERNS, or is in the package that one of them, with a dot, names. */
  private static boolean matchesAny(String name, String[] patterns) {
    for (String pattern : patterns) {
      if (pattern.endsWith(".") ? name.startsWith(pattern) : name.equals(pattern)) {
        return true;
      }
    }
    return false;
  }
}
