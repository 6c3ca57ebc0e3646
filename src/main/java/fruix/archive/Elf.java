package fruix.archive;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ELF file says of the system that it is for (System V ABI, chapter 4; FreeBSD's {@code
 * sys/sys/elf_common.h}).
 *
 * @param bits 32 or 64
 * @param type e_type: 1 relocatable, 2 executable, 3 shared object (or position-independent
 *     executable), 4 core
 * @param machine e_machine, as 62 for amd64
 * @param osAbi EI_OSABI: 0 none, 3 Linux, 9 FreeBSD, 255 no operating system at all
 * @param abiVendors the owners of the ABI notes (type 1) in PT_NOTE segments, as FreeBSD or GNU
 * @param interpreter of PT_INTERP; empty when there is none
 * @param needed the shared objects of DT_NEEDED, in order
 */
public record Elf(
    int bits,
    int type,
    int machine,
    int osAbi,
    List<String> abiVendors,
    String interpreter,
    List<String> needed) {
  /** EM_X86_64. */
  public static final int MACHINE_AMD64 = 62;

  /** e_machine of what is code for no machine, as Guile's compiled files are. */
  private static final int MACHINE_NONE = 0;

  /** e_machine by the names of {@code uname -p}. */
  private static final Map<String, Integer> MACHINES =
      Map.of(
          "amd64", MACHINE_AMD64,
          "i386", 3,
          "aarch64", 183,
          "armv6", 40,
          "armv7", 40,
          "riscv64", 243,
          "powerpc", 20,
          "powerpc64", 21,
          "powerpc64le", 21);

  private static final int TYPE_EXECUTABLE = 2;
  private static final int OSABI_NONE = 0;
  private static final int OSABI_FREEBSD = 9;

  /** Among others, Guile's compiled files ({@code .go}). */
  private static final int OSABI_STANDALONE = 255;

  private static final String VENDOR = "FreeBSD";
  private static final String INTERPRETER = "/libexec/ld-elf";

  public Elf {
    abiVendors = List.copyOf(abiVendors);
    needed = List.copyOf(needed);
  }

  /**
   * What FILE says; empty when it does not start like an ELF file. Of one that is cut short or
   * contradicts itself, what could be read. Throws FruixException when FILE cannot be read.
   */
  public static Optional<Elf> read(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      return new ElfReader(channel).read();
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
  }

  /**
   * Whether a FreeBSD machine can use this: its header or an ABI note says so, or it is for no
   * operating system in particular. Shared and relocatable objects are often not marked at all;
   * they pass unless a note, the interpreter or a library that they need is another system's. An
   * executable must be marked or ask for FreeBSD's run-time linker.
   */
  public boolean isForFreeBsd() {
    if (osAbi == OSABI_FREEBSD || osAbi == OSABI_STANDALONE || abiVendors.contains(VENDOR)) {
      return true;
    }
    if (osAbi != OSABI_NONE || !abiVendors.isEmpty()) {
      return false;
    }
    if (!interpreter.isEmpty()) {
      return interpreter.startsWith(INTERPRETER);
    }
    return type != TYPE_EXECUTABLE && needed.stream().noneMatch(Elf::isLinuxLibrary);
  }

  /**
   * Whether a machine of the architecture ARCH, as {@code uname -p} says it, can use this; true for
   * one that is not known here.
   */
  public boolean isForMachine(String arch) {
    return machine == MACHINE_NONE || machine == MACHINES.getOrDefault(arch, machine);
  }

  private static boolean isLinuxLibrary(String name) {
    return name.equals("libc.so.6")
        || name.startsWith("ld-linux")
        || name.startsWith("libc.musl-")
        || name.startsWith("ld-musl-");
  }
}
