package fruix.nativebuild.hints;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The data of a kernel or a kernel module of amd64: an executable, whose pointers are addresses, or
 * a relocatable object, whose pointers are what its relocations say.
 */
final class KernelObject {

  /** A place in the data: so many bytes into a section. */
  record Place(int section, long offset) {
    Place plus(long bytes) {
      return new Place(section, offset + bytes);
    }
  }

  private record Section(
      int name, int kind, long address, long offset, long size, int link, int info) {}

  private final Path file;
  private final ByteBuffer bytes;
  private final boolean relocatable;
  private final List<Section> sections = new ArrayList<>();
  private final Map<Place, Place> pointers = new HashMap<>();

  private boolean byTable;

  private KernelObject(Path file, ByteBuffer bytes) {
    this.file = file;
    this.bytes = bytes;
    this.relocatable = bytes.getShort(ElfLayout.TYPE) == ElfLayout.TYPE_RELOCATABLE;
  }

  /** Reads FILE; empty when it is no kernel and no module of amd64. */
  static Optional<KernelObject> read(Path file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      if (!isCandidate(bytes)) {
        return Optional.empty();
      }
      KernelObject object = new KernelObject(file, bytes);
      object.readSections();
      object.readRelocations();
      return Optional.of(object);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    } catch (IndexOutOfBoundsException e) {
      throw new FruixException(
          FruixException.failed("the kernel object " + file + " is cut short").diagnostics(), e);
    }
  }

  private static boolean isCandidate(ByteBuffer bytes) {
    return bytes.limit() >= ElfLayout.HEADER_SIZE
        && bytes.getInt(0) == ElfLayout.MAGIC
        && bytes.get(ElfLayout.CLASS) == ElfLayout.CLASS_64
        && bytes.get(ElfLayout.DATA) == ElfLayout.DATA_LITTLE_ENDIAN
        && bytes.getShort(ElfLayout.MACHINE) == ElfLayout.MACHINE_AMD64
        && (bytes.getShort(ElfLayout.TYPE) == ElfLayout.TYPE_RELOCATABLE
            || bytes.getShort(ElfLayout.TYPE) == ElfLayout.TYPE_EXECUTABLE);
  }

  /** Whether this is a module that FreeBSD's kernel can link into itself. */
  boolean isLoadable() {
    return !byTable;
  }

  private int at(long offset) {
    if (offset < 0 || offset > bytes.limit()) {
      throw new IndexOutOfBoundsException("offset " + offset);
    }
    return (int) offset;
  }

  private void readSections() {
    long table = bytes.getLong(ElfLayout.SECTIONS);
    int count = Short.toUnsignedInt(bytes.getShort(ElfLayout.SECTION_COUNT));
    int size = Short.toUnsignedInt(bytes.getShort(ElfLayout.SECTION_SIZE));
    for (int i = 0; i < count; i++) {
      int header = at(table + (long) i * size);
      sections.add(
          new Section(
              bytes.getInt(header + ElfLayout.NAME),
              bytes.getInt(header + ElfLayout.KIND),
              bytes.getLong(header + ElfLayout.ADDRESS),
              bytes.getLong(header + ElfLayout.OFFSET),
              bytes.getLong(header + ElfLayout.SIZE),
              bytes.getInt(header + ElfLayout.LINK),
              bytes.getInt(header + ElfLayout.INFO)));
    }
  }

  private void readRelocations() {
    for (Section section : sections) {
      if (!relocatable || section.kind() != ElfLayout.KIND_RELOCATIONS) {
        continue;
      }
      for (long done = 0; done < section.size(); done += ElfLayout.RELOCATION_SIZE) {
        readRelocation(section, at(section.offset() + done));
      }
    }
  }

  private void readRelocation(Section section, int at) {
    long info = bytes.getLong(at + ElfLayout.RELOCATION_INFO);
    byTable |= ElfLayout.RELOCATIONS_BY_TABLE.contains((int) info);
    if ((int) info != ElfLayout.RELOCATION_AMD64_64) {
      return; // code; data has none but these
    }
    Section symbols = sections.get(section.link());
    int symbol = at(symbols.offset() + (info >>> Integer.SIZE) * ElfLayout.SYMBOL_SIZE);
    int home = Short.toUnsignedInt(bytes.getShort(symbol + ElfLayout.SYMBOL_SECTION));
    if (home == 0 || home >= sections.size()) {
      return; // in another object, or absolute
    }
    long target =
        bytes.getLong(symbol + ElfLayout.SYMBOL_VALUE)
            + bytes.getLong(at + ElfLayout.RELOCATION_ADDEND);
    pointers.put(new Place(section.info(), bytes.getLong(at)), new Place(home, target));
  }

  /** What the pointers of the linker set NAME lead to, in order; none when there is no such set. */
  List<Place> set(String name) {
    List<Place> found = new ArrayList<>();
    Section names = sections.get(Short.toUnsignedInt(bytes.getShort(ElfLayout.SECTION_NAMES)));
    for (int i = 0; i < sections.size(); i++) {
      Section section = sections.get(i);
      if (section.kind() != ElfLayout.KIND_RELOCATIONS
          && text(at(names.offset() + section.name())).equals("set_" + name)) {
        for (long done = 0; done < section.size(); done += Long.BYTES) {
          pointer(new Place(i, done)).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  /** Where the pointer at PLACE leads; empty for a null pointer. */
  Optional<Place> pointer(Place place) {
    if (relocatable) {
      return Optional.ofNullable(pointers.get(place));
    }
    long address = bytes.getLong(physical(place));
    for (int i = 0; i < sections.size() && address != 0; i++) {
      Section section = sections.get(i);
      if (section.address() != 0
          && address >= section.address()
          && address < section.address() + section.size()) {
        return Optional.of(new Place(i, address - section.address()));
      }
    }
    return Optional.empty();
  }

  private int physical(Place place) {
    Section section = sections.get(place.section());
    if (section.kind() == ElfLayout.KIND_NO_BITS) {
      throw FruixException.failed(file + " has metadata where it has no data");
    }
    return at(section.offset() + place.offset());
  }

  int uint8(Place place) {
    return Byte.toUnsignedInt(bytes.get(physical(place)));
  }

  int uint16(Place place) {
    return Short.toUnsignedInt(bytes.getShort(physical(place)));
  }

  int int32(Place place) {
    return bytes.getInt(physical(place));
  }

  /** The string that starts at PLACE, one char a byte. */
  String string(Place place) {
    return text(physical(place));
  }

  private String text(int start) {
    int end = start;
    while (bytes.get(end) != 0) {
      end++;
    }
    byte[] text = new byte[end - start];
    bytes.get(start, text);
    return new String(text, StandardCharsets.ISO_8859_1);
  }
}
