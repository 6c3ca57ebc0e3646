package fruix.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of an ELF file that tell its system; offsets are those of the System V ABI. */
final class ElfReader {
  private static final int IDENT_SIZE = 16;
  private static final int MAGIC = 0x7f454c46;
  private static final int EI_CLASS = 4;
  private static final int EI_DATA = 5;
  private static final int EI_OSABI = 7;

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;
  private static final int PT_INTERP = 3;
  private static final int PT_NOTE = 4;
  private static final int DT_NEEDED = 1;
  private static final int DT_STRTAB = 5;
  private static final int ABI_NOTE = 1;

  /** More of any table is not looked at. */
  private static final int MOST = 1 << 16;

  private static final int LONGEST_NAME = 1024;

  private final FileChannel channel;
  private boolean wide;
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private final List<Segment> segments = new ArrayList<>();

  private record Segment(int type, long offset, long address, long size) {}

  ElfReader(FileChannel channel) {
    this.channel = channel;
  }

  Optional<Elf> read() throws IOException {
    ByteBuffer header = bytes(0, 64);
    if (header.limit() < IDENT_SIZE || header.order(ByteOrder.BIG_ENDIAN).getInt(0) != MAGIC) {
      return Optional.empty();
    }
    wide = header.get(EI_CLASS) == 2;
    order = header.get(EI_DATA) == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    header.order(order);
    int osAbi = header.get(EI_OSABI) & 0xff;
    if (header.limit() < (wide ? 64 : 52)) {
      return Optional.of(new Elf(wide ? 64 : 32, 0, 0, osAbi, List.of(), "", List.of()));
    }
    readSegments(header);
    return Optional.of(
        new Elf(
            wide ? 64 : 32,
            header.getShort(16) & 0xffff,
            header.getShort(18) & 0xffff,
            osAbi,
            abiVendors(),
            interpreter(),
            needed()));
  }

  private void readSegments(ByteBuffer header) throws IOException {
    long at = wide ? header.getLong(32) : header.getInt(28) & 0xffffffffL;
    int size = header.getShort(wide ? 54 : 42) & 0xffff;
    int count = header.getShort(wide ? 56 : 44) & 0xffff;
    if (size < (wide ? 56 : 32)) {
      return;
    }
    ByteBuffer table = bytes(at, (int) Math.min(MOST, (long) size * count));
    for (int start = 0; start + size <= table.limit(); start += size) {
      int type = table.getInt(start);
      segments.add(
          wide
              ? new Segment(
                  type,
                  table.getLong(start + 8),
                  table.getLong(start + 16),
                  table.getLong(start + 32))
              : new Segment(
                  type,
                  table.getInt(start + 4) & 0xffffffffL,
                  table.getInt(start + 8) & 0xffffffffL,
                  table.getInt(start + 16) & 0xffffffffL));
    }
  }

  private List<String> abiVendors() throws IOException {
    List<String> vendors = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.type == PT_NOTE) {
        ByteBuffer notes = bytes(segment.offset, clamp(segment.size));
        long at = 0;
        while (at + 12 <= notes.limit()) {
          int start = (int) at;
          long nameSize = notes.getInt(start) & 0xffffffffL;
          long dataSize = notes.getInt(start + 4) & 0xffffffffL;
          if (notes.getInt(start + 8) == ABI_NOTE && start + 12 + nameSize <= notes.limit()) {
            vendors.add(text(notes, start + 12, (int) nameSize));
          }
          at += 12 + align(nameSize) + align(dataSize);
        }
      }
    }
    return vendors;
  }

  private static long align(long size) {
    return (size + 3) & ~3L;
  }

  private String interpreter() throws IOException {
    for (Segment segment : segments) {
      if (segment.type == PT_INTERP) {
        ByteBuffer name = bytes(segment.offset, Math.min(clamp(segment.size), LONGEST_NAME));
        return text(name, 0, name.limit());
      }
    }
    return "";
  }

  private List<String> needed() throws IOException {
    List<String> names = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.type != PT_DYNAMIC) {
        continue;
      }
      ByteBuffer table = bytes(segment.offset, clamp(segment.size));
      int word = wide ? 8 : 4;
      List<Long> offsets = new ArrayList<>();
      long strings = -1;
      for (int at = 0; at + 2 * word <= table.limit(); at += 2 * word) {
        long tag = wide ? table.getLong(at) : table.getInt(at);
        long value = wide ? table.getLong(at + word) : table.getInt(at + word) & 0xffffffffL;
        if (tag == DT_NEEDED) {
          offsets.add(value);
        } else if (tag == DT_STRTAB) {
          strings = fileOffset(value);
        }
      }
      if (strings >= 0) {
        for (long offset : offsets) {
          ByteBuffer name = bytes(strings + offset, LONGEST_NAME);
          names.add(text(name, 0, name.limit()));
        }
      }
    }
    return names;
  }

  /** Where ADDRESS lies in the file; -1 when no segment loads it. */
  private long fileOffset(long address) {
    for (Segment segment : segments) {
      if (segment.type == PT_LOAD
          && address >= segment.address
          && address - segment.address < segment.size) {
        return segment.offset + (address - segment.address);
      }
    }
    return -1;
  }

  private static int clamp(long size) {
    return size < 0 || size > MOST ? MOST : (int) size;
  }

  /** At most LENGTH bytes from OFFSET on; fewer, or none, where the file ends or has no such. */
  private ByteBuffer bytes(long offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(order);
    if (offset >= 0 && offset <= Long.MAX_VALUE - length) {
      while (buffer.hasRemaining() && channel.read(buffer, offset + buffer.position()) > 0) {
        // Until it is full or the file ends.
      }
    }
    return buffer.flip();
  }

  /** The string at START, of at most LENGTH bytes, up to a NUL. */
  private static String text(ByteBuffer from, int start, int length) {
    int end = start;
    while (end < start + length && from.get(end) != 0) {
      end++;
    }
    byte[] bytes = new byte[end - start];
    from.get(start, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
