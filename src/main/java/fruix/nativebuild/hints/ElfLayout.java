package fruix.nativebuild.hints;

import java.util.Set;

/** Offsets of 64-bit ELF (System V ABI, chapter 4; FreeBSD's {@code sys/sys/elf64.h}). */
final class ElfLayout {
  static final int MAGIC = 0x464c457f;
  static final int CLASS = 4;
  static final int CLASS_64 = 2;
  static final int DATA = 5;
  static final int DATA_LITTLE_ENDIAN = 1;
  static final int TYPE = 16;
  static final int TYPE_RELOCATABLE = 1;
  static final int TYPE_EXECUTABLE = 2;
  static final int MACHINE = 18;
  static final int MACHINE_AMD64 = 62;
  static final int SECTIONS = 40;
  static final int SECTION_SIZE = 58;
  static final int SECTION_COUNT = 60;
  static final int SECTION_NAMES = 62;
  static final int HEADER_SIZE = 64;

  // Of a section header.
  static final int NAME = 0;
  static final int KIND = 4;
  static final int ADDRESS = 16;
  static final int OFFSET = 24;
  static final int SIZE = 32;
  static final int LINK = 40;
  static final int INFO = 44;
  static final int SECTION_HEADER = 64;
  static final int KIND_SYMBOLS = 2;
  static final int KIND_RELOCATIONS = 4;
  static final int KIND_NO_BITS = 8;

  // Of a symbol.
  static final int SYMBOL_SECTION = 6;
  static final int SYMBOL_VALUE = 8;
  static final int SYMBOL_SIZE = 24;

  // Of a relocation with an addend.
  static final int RELOCATION_INFO = 8;
  static final int RELOCATION_ADDEND = 16;
  static final int RELOCATION_SIZE = 24;

  /** R_X86_64_64: symbol and addend. */
  static final int RELOCATION_AMD64_64 = 1;

  /**
   * R_X86_64_GOTPCREL, GOTPCRELX and REX_GOTPCRELX, which {@code sys/amd64/amd64/elf_machdep.c}
   * does not know: a module that has one cannot be loaded.
   */
  static final Set<Integer> RELOCATIONS_BY_TABLE = Set.of(9, 41, 42);

  private ElfLayout() {}
}
