package fruix.nativebuild.hints;

import fruix.diag.FruixException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A field of the entries of a table by which a driver knows its devices ({@code MODULE_PNP_INFO} of
 * {@code sys/sys/module.h}).
 *
 * @param kind as the table's description says it
 * @param name for the reader of hints; of a pair, both with a slash between
 * @param offset in an entry, in bytes
 */
record PnpField(Kind kind, String name, long offset) {
  private static final int POINTER = 8;

  /** The kinds of fields, with the letter that hints have for each and its size in the table. */
  enum Kind {
    U8("I", 1),
    V8("J", 1),
    G16("G", 2),
    L16("L", 2),
    M16("M", 2),
    U16("I", 2),
    V16("J", 2),
    U32("I", 4),
    V32("J", 4),
    W32("I", 4),
    D("D", POINTER),
    Z("Z", POINTER),
    E("Z", 4),
    T("T", 0);

    private final String letter;
    private final int size;

    Kind(String letter, int size) {
      this.letter = letter;
      this.size = size;
    }

    /** Whether the largest value stands for any. */
    boolean wildcard() {
      return this == V8 || this == V16 || this == V32;
    }

    int size() {
      return size;
    }
  }

  private static final Map<String, Kind> KINDS = kinds();

  private static Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new HashMap<>();
    for (Kind kind : Kind.values()) {
      kinds.put(kind.name(), kind);
    }
    return Map.copyOf(kinds);
  }

  /** The fields that DESCRIPTION, {@code U16:vendor;U16:device;D:#;}, tells of. */
  static List<PnpField> parse(String description) {
    List<PnpField> fields = new ArrayList<>();
    long offset = 0;
    for (String part : description.split(";\\s*", -1)) {
      if (part.isEmpty()) {
        continue;
      }
      int colon = part.indexOf(':');
      String type = colon < 0 ? part : part.substring(0, colon);
      if (type.equals("P")) { // a pointer that is of no use outside the kernel; not aligned
        offset += POINTER;
        continue;
      }
      Kind kind = KINDS.get(type);
      if (kind == null || colon < 0) {
        throw FruixException.failed("a module describes its devices as `" + description + "'");
      }
      if (kind.size() > 0) {
        offset = (offset + kind.size() - 1) / kind.size() * kind.size();
      }
      fields.add(new PnpField(kind, part.substring(colon + 1), offset));
      offset += kind.size();
    }
    return fields;
  }

  /** The description of FIELDS as hints have it. */
  static String describe(List<PnpField> fields) {
    StringBuilder text = new StringBuilder();
    for (PnpField field : fields) {
      String[] names =
          field.kind() == Kind.W32 ? field.name().split("/", -1) : new String[] {field.name()};
      for (String name : names) {
        text.append(field.kind().letter).append(':').append(name).append(';');
      }
    }
    return text.toString();
  }
}
