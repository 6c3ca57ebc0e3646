package fruix.nativebuild.hints;

import fruix.nativebuild.hints.KernelObject.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The records of one kernel or module. */
final class ModuleHints {
  // sys/sys/module.h
  private static final String SET = "modmetadata_set";
  private static final int MODULE = 2;
  private static final int VERSION = 3;
  private static final int PNP_INFO = 4;

  // struct mod_metadata
  private static final int TYPE = 4;
  private static final int DATA = 8;
  private static final int LABEL = 16;

  // struct mod_pnp_match_info
  private static final int TABLE = 16;
  private static final int ENTRY_SIZE = 24;
  private static final int ENTRY_COUNT = 28;

  private static final int HALF = 16;

  private final KernelObject object;
  private final String fileName;
  private final List<byte[]> records = new ArrayList<>();

  private ModuleHints(KernelObject object, String fileName) {
    this.object = object;
    this.fileName = fileName;
  }

  /** The records of OBJECT, which lies in the file FILENAME; its name comes first. */
  static List<byte[]> of(KernelObject object, String fileName) {
    ModuleHints hints = new ModuleHints(object, fileName);
    List<Place> entries = object.set(SET);
    entries.stream()
        .filter(entry -> object.int32(entry.plus(TYPE)) == MODULE)
        .findFirst()
        .ifPresent(hints::module);
    entries.forEach(hints::other);
    return hints.records;
  }

  private String label(Place entry) {
    return object.pointer(entry.plus(LABEL)).map(object::string).orElse("");
  }

  private void module(Place entry) {
    add(new HintRecord().number(MODULE).string(label(entry)).string(fileName));
  }

  private void other(Place entry) {
    Optional<Place> data = object.pointer(entry.plus(DATA));
    if (data.isEmpty()) {
      return;
    }
    switch (object.int32(entry.plus(TYPE))) {
      case VERSION ->
          add(
              new HintRecord()
                  .number(VERSION)
                  .string(label(entry))
                  .number(object.int32(data.get()))
                  .string(fileName));
      case PNP_INFO -> devices(label(entry), data.get());
      default -> {} // what it depends on is read from the module itself
    }
  }

  private void add(HintRecord hint) {
    records.add(hint.bytes());
  }

  private void devices(String bus, Place info) {
    Optional<Place> description = object.pointer(info);
    Optional<Place> table = object.pointer(info.plus(TABLE));
    if (description.isEmpty() || table.isEmpty()) {
      return;
    }
    List<PnpField> fields = PnpField.parse(object.string(description.get()));
    int count = object.int32(info.plus(ENTRY_COUNT));
    int size = object.int32(info.plus(ENTRY_SIZE));
    HintRecord hint =
        new HintRecord()
            .number(PNP_INFO)
            .string(bus)
            .string(PnpField.describe(fields))
            .number(count);
    for (int i = 0; i < count; i++) {
      for (PnpField field : fields) {
        field(hint, field, table.get().plus((long) i * size + field.offset()));
      }
    }
    add(hint);
  }

  private void field(HintRecord hint, PnpField field, Place place) {
    switch (field.kind()) {
      case W32 -> {
        int pair = object.int32(place);
        hint.number(pair & 0xffff).number(pair >>> HALF);
      }
      case D, Z -> hint.string(object.pointer(place).map(object::string).orElse(""));
      case E -> hint.string(eisaName(object.int32(place)));
      case T -> {} // holds for the whole table
      default -> hint.number(number(field.kind(), place));
    }
  }

  private int number(PnpField.Kind kind, Place place) {
    return switch (kind.size()) {
      case 1 -> wildcard(kind, object.uint8(place), 0xff);
      case 2 -> wildcard(kind, object.uint16(place), 0xffff);
      default -> object.int32(place);
    };
  }

  private static int wildcard(PnpField.Kind kind, int value, int any) {
    return kind.wildcard() && value == any ? -1 : value;
  }

  /** An EISA id, as {@code PNP0501} ({@code sys/isa/pnp.c}). */
  static String eisaName(int id) {
    int first = id & 0xff;
    int second = id >>> 8 & 0xff;
    return ""
        + (char) ('@' + ((first & 0x7c) >> 2))
        + (char) ('@' + (((first & 0x3) << 3) + ((second & 0xe0) >> 5)))
        + (char) ('@' + (second & 0x1f))
        + String.format(Locale.ROOT, "%02x%02x", id >>> 16 & 0xff, id >>> 24 & 0xff);
  }
}
