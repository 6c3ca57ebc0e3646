package fruix.scheme.runtime;

import java.util.IdentityHashMap;
import java.util.List;

/** Prints records for people. */
final class RecordPrinter {
  private static final ThreadLocal<IdentityHashMap<DeclaredRecord, Boolean>> PRINTING =
      ThreadLocal.withInitial(IdentityHashMap::new);

  private RecordPrinter() {}

  static String print(DeclaredRecord record) {
    IdentityHashMap<DeclaredRecord, Boolean> printing = PRINTING.get();
    if (printing.put(record, true) != null) {
      return "#<" + record.type().name() + " …>";
    }
    try {
      StringBuilder text = new StringBuilder("#<").append(record.type().name());
      List<Field> fields = record.type().fields();
      for (int i = 0; i < fields.size(); i++) {
        Object value = record.stored(i);
        text.append(' ').append(fields.get(i).name()).append(": ");
        text.append(value instanceof DeclaredRecord.Computed ? "#<thunk>" : Formats.written(value));
      }
      return text.append('>').toString();
    } finally {
      printing.remove(record);
    }
  }
}
