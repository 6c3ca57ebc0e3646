package fruix.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ElfTest {
  private static final int EXECUTABLE = 2;
  private static final int SHARED = 3;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  @Test
  void knowsFreeBsdByHeaderNoteOrLinker() throws Exception {
    assertTrue(read(elf(EXECUTABLE, 9, "", "", "")).isForFreeBsd());
    assertTrue(read(elf(EXECUTABLE, 0, "FreeBSD", "/lib64/ld.so", "libc.so.7")).isForFreeBsd());
    assertTrue(read(elf(SHARED, 0, "", "/libexec/ld-elf.so.1", "libc.so.7")).isForFreeBsd());
    assertTrue(read(elf(SHARED, 0, "", "", "libc.so.7")).isForFreeBsd());
    assertTrue(read(elf(SHARED, 255, "", "", "")).isForFreeBsd());
  }

  @Test
  void knowsLinuxByHeaderNoteLinkerOrLibrary() throws Exception {
    assertFalse(read(elf(SHARED, 3, "", "", "")).isForFreeBsd());
    assertFalse(read(elf(EXECUTABLE, 0, "GNU", "", "")).isForFreeBsd());
    assertFalse(read(elf(SHARED, 0, "", "/lib64/ld-linux-x86-64.so.2", "")).isForFreeBsd());
    assertFalse(read(elf(SHARED, 0, "", "", "libc.so.6")).isForFreeBsd());
    assertFalse(read(elf(EXECUTABLE, 0, "", "", "")).isForFreeBsd());
  }

  @Test
  void readsTheParts() throws Exception {
    Elf elf = read(elf(SHARED, 0, "FreeBSD", "/libexec/ld-elf.so.1", "libc.so.7"));
    assertEquals(
        new Elf(
            64,
            SHARED,
            Elf.MACHINE_AMD64,
            0,
            List.of("FreeBSD"),
            "/libexec/ld-elf.so.1",
            List.of("libc.so.7")),
        elf);
  }

  @Test
  void otherFilesAreNotElf() throws Exception {
    assertEquals(Optional.empty(), tryRead(new byte[0]));
    assertEquals(Optional.empty(), tryRead("#!/bin/sh\nexit 0\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void survivesEveryCutAndAnyDamage() throws Exception {
    byte[] whole = elf(SHARED, 0, "FreeBSD", "/libexec/ld-elf.so.1", "libc.so.7");
    for (int length = 16; length < whole.length; length++) {
      assertTrue(tryRead(Arrays.copyOf(whole, length)).isPresent(), "cut to " + length);
    }
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 8; i++) {
        bytes[4 + random.nextInt(bytes.length - 4)] = (byte) random.nextInt(256);
      }
      assertTrue(tryRead(bytes).isPresent());
    }
  }

  /** The running Java itself tells the host's system. */
  @Test
  void knowsTheHostsOwnFiles() {
    Path sh = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(sh), "no /bin/sh");
    Optional<Elf> elf = Elf.read(sh);
    assumeTrue(elf.isPresent(), "/bin/sh is not an ELF file");
    boolean freeBsd = System.getProperty("os.name", "").equals("FreeBSD");
    assertEquals(freeBsd, elf.orElseThrow().isForFreeBsd());
  }

  private Elf read(byte[] bytes) throws Exception {
    return tryRead(bytes).orElseThrow();
  }

  private Optional<Elf> tryRead(byte[] bytes) throws Exception {
    return Elf.read(Files.write(dir.resolve("file"), bytes));
  }

  /** A 64-bit little-endian file with one segment of each kind, one after the other. */
  private static byte[] elf(int type, int osAbi, String vendor, String interpreter, String needed) {
    ByteBuffer out = ByteBuffer.allocate(600).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, (byte) osAbi}).position(16);
    out.putShort((short) type).putShort((short) 62).putInt(1).putLong(0).putLong(64);
    out.position(52).putShort((short) 64).putShort((short) 56).putShort((short) 4);
    segment(out, 0, 1, 0, 600);
    segment(out, 1, interpreter.isEmpty() ? 0 : 3, 300, interpreter.length() + 1);
    segment(out, 2, vendor.isEmpty() ? 0 : 4, 340, 12 + 8 + 4);
    segment(out, 3, needed.isEmpty() ? 0 : 2, 400, 48);
    string(out, 300, interpreter);
    out.position(340).putInt(vendor.length() + 1).putInt(4).putInt(1);
    string(out, 352, vendor);
    out.position(400).putLong(1).putLong(1).putLong(5).putLong(0x10000 + 500);
    string(out, 501, needed);
    return out.array();
  }

  private static void segment(ByteBuffer out, int index, int type, long offset, long size) {
    out.position(64 + 56 * index).putInt(type).putInt(4);
    out.putLong(offset).putLong(0x10000 + offset).putLong(0).putLong(size).putLong(size);
  }

  private static void string(ByteBuffer out, int at, String text) {
    out.position(at).put(text.getBytes(StandardCharsets.ISO_8859_1)).put((byte) 0);
  }
}
