package fruix.scheme.sandbox;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Checks that a class compiled from user code refers to nothing but itself, its sisters and the
 * members of an allow-list.
 */
final class ClassVerifier extends ClassVisitor {
  /** What own classes have from their parents, and would not define. */
  private static final Set<String> INHERITED =
      Set.of(
          "clone", "finalize", "getClass", "notify", "notifyAll", "runAsMain", "wait", "exitOnRun");

  private final AllowedMembers allowed;
  private final Set<String> own;
  private String name = "";
  private @Nullable String source;

  /** OWN are the names of the classes compiled from the same declaration. */
  ClassVerifier(AllowedMembers allowed, Set<String> own) {
    super(Opcodes.ASM9);
    this.allowed = allowed;
    this.own = own;
  }

  /** Throws a {@link ForbiddenCode} at the first thing in CODE that is not allowed. */
  void verify(byte[] code) {
    new ClassReader(code).accept(this, ClassReader.SKIP_FRAMES);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    this.name = readable(name);
    if (superName != null && !isOwn(superName) && !allowed.extendable(superName)) {
      throw violation("a class that extends " + readable(superName), 0);
    }
    for (String each : interfaces == null ? new String[0] : interfaces) {
      if (!isOwn(each) && !allowed.extendable(each)) {
        throw violation("a class that implements " + readable(each), 0);
      }
    }
  }

  @Override
  public void visitSource(@Nullable String file, @Nullable String debug) {
    source = file;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      @Nullable Object value) {
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if ((access & (Opcodes.ACC_NATIVE | Opcodes.ACC_SYNCHRONIZED)) != 0) {
      throw violation("a native or synchronized method", 0);
    }
    if (name.equals("finalize")) {
      throw violation("a finalizer", 0);
    }
    return new Body();
  }

  private boolean isOwn(String internalName) {
    return own.contains(internalName.replace('/', '.'));
  }

  private ForbiddenCode violation(String what, int line) {
    return new ForbiddenCode(what, name, source, line);
  }

  private static String readable(String internalName) {
    return internalName.replace('/', '.');
  }

  private final class Body extends MethodVisitor {
    private int line;

    Body() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      boolean writes = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
      if (!isOwn(owner)
          && !(writes ? allowed.writable(owner, name) : allowed.member(owner, name))) {
        throw violation((writes ? "setting " : "") + readable(owner) + "." + name, line);
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (isOwn(owner) ? INHERITED.contains(name) : !allowed.member(owner, name)) {
        throw violation(readable(owner) + "." + name, line);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW && !isOwn(type) && !allowed.member(type, "new")) {
        throw violation("making a " + readable(type), line);
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        throw violation("a lock", line);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      throw violation("a dynamic call", line);
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof ConstantDynamic
          || (value instanceof Handle handle && !isOwn(handle.getOwner()))) {
        throw violation("a reference to " + value, line);
      }
      if (value instanceof Type type
          && (type.getSort() != Type.OBJECT
              || !(isOwn(type.getInternalName()) || allowed.constant(type.getInternalName())))) {
        throw violation("the class " + type.getClassName(), line);
      }
    }
  }
}
