package fruix.cli;

import java.util.List;
import java.util.stream.Collectors;

/** The two text forms of {@link Results}: {@code key=value} lines, and one JSON object. */
final class ResultWriter {

  private ResultWriter() {}

  /**
   * One line a key. A control character or backslash is written as {@code \ooo} (octal), so is a
   * comma inside an element of a list: a reader can always tell where a value ends.
   */
  static String lines(Results results) {
    StringBuilder text = new StringBuilder();
    for (Results.Result result : results.list()) {
      boolean list = result.key().type() == Key.Type.LIST;
      String value =
          result.values().stream().map(v -> escape(v, list)).collect(Collectors.joining(","));
      text.append(result.key().text()).append('=').append(value).append('\n');
    }
    return text.toString();
  }

  private static String escape(String value, boolean inList) {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\\' || (inList && c == ',')) {
        text.append(String.format("\\%03o", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  /** One JSON object (RFC 8259) on one line, the keys in order. */
  static String json(Results results) {
    return results.list().stream()
        .map(result -> quote(result.key().text()) + ":" + jsonValue(result))
        .collect(Collectors.joining(",", "{", "}\n"));
  }

  private static String jsonValue(Results.Result result) {
    List<String> values = result.values();
    return switch (result.key().type()) {
      case TEXT, PATH -> quote(values.get(0));
      case INTEGER -> Long.toString(Long.parseLong(values.get(0)));
      case BOOLEAN -> Boolean.toString(Boolean.parseBoolean(values.get(0)));
      case LIST ->
          values.stream().map(ResultWriter::quote).collect(Collectors.joining(",", "[", "]"));
    };
  }

  private static String quote(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
