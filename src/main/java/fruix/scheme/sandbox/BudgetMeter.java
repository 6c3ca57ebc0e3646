package fruix.scheme.sandbox;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The class through which the user code of one loader finds its {@link Budget}: so a thunk takes
 * its steps from the budget of its own declaration, whenever and wherever it is called.
 */
final class BudgetMeter {
  /** The name is no name of Scheme's, so that no user class can have it. */
  static final String NAME = "fruix.scheme.sandbox.Meter";

  static final String INTERNAL_NAME = NAME.replace('.', '/');
  static final String FIELD = "budget";
  static final String DESCRIPTOR = Type.getDescriptor(Budget.class);

  private BudgetMeter() {}

  /** A class that is nothing but the static field. */
  static byte[] code() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V11,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        INTERNAL_NAME,
        null,
        "java/lang/Object",
        null);
    writer.visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, FIELD, DESCRIPTOR, null, null);
    writer.visitEnd();
    return writer.toByteArray();
  }
}
