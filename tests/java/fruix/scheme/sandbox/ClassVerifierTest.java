package fruix.scheme.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Shows the verifier code that Kawa's compiler would never make of a declaration. */
final class ClassVerifierTest {
  private static final String OWN = "user/hostile";
  private static final Handle BOOTSTRAP =
      new Handle(Opcodes.H_INVOKESTATIC, OWN, "bootstrap", "()Ljava/lang/Object;", false);

  @Test
  void whatOnlyComputesPasses() {
    verify(
        "java/lang/Object",
        0,
        m -> {
          m.visitMethodInsn(Opcodes.INVOKESTATIC, OWN, "own", "()V", false);
          m.visitMethodInsn(
              Opcodes.INVOKEVIRTUAL, "gnu/lists/Pair", "getCar", "()Ljava/lang/Object;", false);
          m.visitLdcInsn(new Handle(Opcodes.H_INVOKESTATIC, OWN, "own", "()V", false));
        });
  }

  @Test
  void refusesForeignMembers() {
    refused(
        "java.lang.System.exit",
        m -> m.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "exit", "(I)V", false));
    refused(
        "java.lang.System.out",
        m ->
            m.visitFieldInsn(
                Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;"));
    refused(
        "setting scm.fruix.system.freebsd.x",
        m ->
            m.visitFieldInsn(
                Opcodes.PUTSTATIC, "scm/fruix/system/freebsd", "x", "Ljava/lang/Object;"));
    refused(
        "java.lang.Object.getClass",
        m ->
            m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL,
                "java/lang/Object",
                "getClass",
                "()Ljava/lang/Class;",
                false));
    refused("making a java.io.File", m -> m.visitTypeInsn(Opcodes.NEW, "java/io/File"));
  }

  @Test
  void refusesMembersThatOwnClassesInherit() {
    refused(
        "user.hostile.getClass",
        m ->
            m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, OWN, "getClass", "()Ljava/lang/Class;", false));
  }

  @Test
  void refusesDynamicCallsAndConstants() {
    refused(
        "a dynamic call", m -> m.visitInvokeDynamicInsn("x", "()Ljava/lang/Object;", BOOTSTRAP));
    refused(
        "a reference to ",
        m -> m.visitLdcInsn(new ConstantDynamic("x", "Ljava/lang/Object;", BOOTSTRAP)));
    refused(
        "a reference to ",
        m ->
            m.visitLdcInsn(
                new Handle(Opcodes.H_INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false)));
    refused("the class java.io.File", m -> m.visitLdcInsn(Type.getObjectType("java/io/File")));
  }

  @Test
  void refusesLocksNativeMethodsAndStrangeParents() {
    refused("a lock", m -> m.visitInsn(Opcodes.MONITORENTER));
    refusedClass("a native", "java/lang/Object", Opcodes.ACC_NATIVE);
    refusedClass("a native", "java/lang/Object", Opcodes.ACC_SYNCHRONIZED);
    refusedClass("a class that extends java.lang.Thread", "java/lang/Thread", 0);
    refusedClass("a class that extends java.lang.ClassLoader", "java/lang/ClassLoader", 0);
  }

  private static void refused(String what, Consumer<MethodVisitor> code) {
    check(what, assertThrows(ForbiddenCode.class, () -> verify("java/lang/Object", 0, code)));
  }

  private static void refusedClass(String what, String parent, int access) {
    check(what, assertThrows(ForbiddenCode.class, () -> verify(parent, access, m -> {})));
  }

  private static void check(String what, ForbiddenCode refused) {
    String message = refused.diagnostic().message();
    assertEquals(what, message.substring(0, Math.min(what.length(), message.length())), message);
  }

  private static void verify(String parent, int access, Consumer<MethodVisitor> code) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V11, Opcodes.ACC_PUBLIC, OWN, null, parent, null);
    MethodVisitor method =
        writer.visitMethod(Opcodes.ACC_STATIC | access, "attack", "()V", null, null);
    if ((access & Opcodes.ACC_NATIVE) == 0) {
      method.visitCode();
      code.accept(method);
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(9, 9);
    }
    method.visitEnd();
    writer.visitEnd();
    new ClassVerifier(new AllowedMembers(), Set.of("user.hostile")).verify(writer.toByteArray());
  }
}
