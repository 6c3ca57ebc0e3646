package fruix.scheme.sandbox;

import gnu.bytecode.ArrayClassLoader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Defines the classes of one declaration and its modules, verified and metered; finds no other
 * class that could act.
 */
final class GuardedLoader extends ArrayClassLoader {
  private final AllowedMembers allowed;
  private final Set<String> own = new HashSet<>();
  private final Map<String, byte[]> unverified = new HashMap<>();

  /** A loader the code of which takes its steps from BUDGET. */
  GuardedLoader(ClassLoader parent, AllowedMembers allowed, Budget budget) {
    super(parent);
    this.allowed = allowed;
    byte[] code = BudgetMeter.code();
    try {
      Class<?> meter = defineClass(BudgetMeter.NAME, code, 0, code.length);
      meter.getField(BudgetMeter.FIELD).set(null, budget);
      addClass(meter);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the meter that was just made has no field", e);
    }
  }

  /** Says that the class NAME is going to be added, so that others may refer to it. */
  void announce(String name) {
    own.add(name);
  }

  /**
   * Notes the class NAME; it is verified when first asked for, since it may refer to later ones.
   */
  @Override
  public void addClass(String name, byte[] code) {
    announce(name);
    unverified.put(name, code);
  }

  @Override
  @SuppressWarnings("rawtypes") // Kawa's signature
  public Class loadClass(String name) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      byte[] code = unverified.remove(name);
      if (code != null) {
        new ClassVerifier(allowed, own).verify(code);
        super.addClass(name, BudgetInstrumenter.instrument(code));
      } else if (!own.contains(name) && !name.equals(BudgetMeter.NAME) && !allowed.findable(name)) {
        throw new ClassNotFoundException(name + " is not available in a declaration");
      }
      return super.loadClass(name);
    }
  }

  /** Whether NAME is the name of a class that was compiled from the declaration or its modules. */
  boolean isOwn(String name) {
    return own.contains(name);
  }
}
