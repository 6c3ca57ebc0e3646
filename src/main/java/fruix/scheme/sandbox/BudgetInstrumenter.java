package fruix.scheme.sandbox;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes compiled user code take steps from its {@link Budget}: at each method's entry, before each
 * jump backwards, for each new object, and at each handler, which also sees only what it may catch.
 */
final class BudgetInstrumenter extends ClassVisitor {
  private static final String BUDGET = Type.getInternalName(Budget.class);

  private BudgetInstrumenter(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  static byte[] instrument(byte[] code) {
    ClassReader reader = new ClassReader(code);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new BudgetInstrumenter(writer), 0);
    return writer.toByteArray();
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    return next == null ? null : new Metered(next);
  }

  private static final class Metered extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();
    private final Set<Label> handlers = new HashSet<>();
    private boolean atHandler;

    Metered(MethodVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      tick();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      handlers.add(handler);
      super.visitTryCatchBlock(start, end, handler, type);
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
      atHandler |= handlers.contains(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      beforeInstruction();
      tickIfBackwards(label);
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
      beforeInstruction();
      tickIfBackwards(other);
      for (Label label : labels) {
        tickIfBackwards(label);
      }
      super.visitTableSwitchInsn(min, max, other, labels);
    }

    @Override
    public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
      beforeInstruction();
      tickIfBackwards(other);
      for (Label label : labels) {
        tickIfBackwards(label);
      }
      super.visitLookupSwitchInsn(other, keys, labels);
    }

    private void tickIfBackwards(Label target) {
      if (passed.contains(target)) {
        tick();
      }
    }

    private void tick() {
      call("tick");
    }

    private void call(String name) {
      super.visitFieldInsn(
          Opcodes.GETSTATIC, BudgetMeter.INTERNAL_NAME, BudgetMeter.FIELD, BudgetMeter.DESCRIPTOR);
      super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, BUDGET, name, "()V", false);
    }

    /** The caught exception is all there is on the stack. */
    private void beforeInstruction() {
      if (atHandler) {
        atHandler = false;
        super.visitInsn(Opcodes.DUP);
        super.visitFieldInsn(
            Opcodes.GETSTATIC,
            BudgetMeter.INTERNAL_NAME,
            BudgetMeter.FIELD,
            BudgetMeter.DESCRIPTOR);
        super.visitInsn(Opcodes.SWAP);
        super.visitMethodInsn(
            Opcodes.INVOKEVIRTUAL, BUDGET, "caught", "(Ljava/lang/Throwable;)V", false);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      beforeInstruction();
      super.visitInsn(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      beforeInstruction();
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      beforeInstruction();
      super.visitVarInsn(opcode, index);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      beforeInstruction();
      if (opcode == Opcodes.NEW) {
        call("allocated");
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      beforeInstruction();
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      beforeInstruction();
      if (owner.equals("kawa/lib/lists") || owner.equals("gnu/lists/LList")) {
        call("allocated");
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      throw new IllegalStateException("the verifier let a dynamic call site pass");
    }

    @Override
    public void visitLdcInsn(Object value) {
      beforeInstruction();
      super.visitLdcInsn(value);
    }

    @Override
    public void visitIincInsn(int index, int increment) {
      beforeInstruction();
      super.visitIincInsn(index, increment);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      beforeInstruction();
      super.visitMultiANewArrayInsn(descriptor, dimensions);
    }
  }
}
