package fruix.nativebuild;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Arguments of make that mean something to Fruix. */
final class MakeFlags {
  /** Variables that change the kernel and its modules but not the world. */
  private static final Set<String> KERNEL_ONLY =
      Set.of(
          "KERNCONF",
          "KERNCONFDIR",
          "KERNEL",
          "INSTKERNNAME",
          "KODIR",
          "MODULES_OVERRIDE",
          "WITHOUT_MODULES",
          "MODULES_EXTRA",
          "NO_MODULES",
          "LOCAL_MODULES",
          "NO_KERNELCONFIG");

  /** Variables that a build sets itself, because its identity or its isolation depends on them. */
  private static final Set<String> OWN =
      Set.of(
          "TARGET",
          "TARGET_ARCH",
          "DESTDIR",
          "METALOG",
          "NO_ROOT",
          "DB_FROM_SRC",
          "MAKEOBJDIRPREFIX",
          "MAKEOBJDIR",
          "__MAKE_CONF",
          "SRC_ENV_CONF",
          "LOCAL_MODULES_DIR",
          "KERNCONF");

  /** Variables that name programs, whose versions would then be no part of the identity. */
  private static final Set<String> COMPILER =
      Set.of(
          "CROSS_TOOLCHAIN",
          "CROSS_TOOLCHAIN_PREFIX",
          "CROSS_COMPILER_PREFIX",
          "CROSS_BINUTILS_PREFIX");

  /** The same for the target, this machine ({@code HOST_}) and a cross build ({@code X}). */
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:X|HOST_)?(?:CC|CXX|CPP|LD|AS|AR|NM|OBJCOPY|RANLIB|SIZE|STRINGS|STRIPBIN)");

  private MakeFlags() {}

  /** The variable that FLAG sets: of {@code NAME=VALUE}, {@code NAME+=VALUE} or {@code -DNAME}. */
  static String variable(String flag) {
    if (flag.startsWith("-D")) {
      return flag.substring(2);
    }
    int equals = flag.indexOf('=');
    String name = equals < 0 ? flag : flag.substring(0, equals);
    return name.replaceFirst("[+?:!]$", "");
  }

  /** The value that the last of FLAGS gives the variable NAME. */
  static Optional<String> value(List<String> flags, String name) {
    return flags.stream()
        .filter(flag -> flag.contains("=") && variable(flag).equals(name))
        .map(flag -> flag.substring(flag.indexOf('=') + 1))
        .reduce((first, second) -> second);
  }

  static boolean kernelOnly(String flag) {
    return KERNEL_ONLY.contains(variable(flag));
  }

  /** Whether FLAG is one that a build sets itself. */
  static boolean own(String flag) {
    return OWN.contains(variable(flag));
  }

  /** Whether FLAG chooses the compiler or the linker. */
  static boolean compiler(String flag) {
    String variable = variable(flag);
    return COMPILER.contains(variable) || PROGRAM.matcher(variable).matches();
  }

  /** Whether FLAG has a form that make takes as a variable, and not as a target or an option. */
  static boolean wellFormed(String flag) {
    return flag.matches("(?s)-D[A-Za-z_][A-Za-z0-9_.]*|[A-Za-z_][A-Za-z0-9_.]*[+?:!]?=.*");
  }
}
