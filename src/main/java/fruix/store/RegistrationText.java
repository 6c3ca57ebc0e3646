package fruix.store;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.hash.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registration as {@code Key: value} lines, always the same keys in the same order, so that a
 * rescue shell can read it with {@code sed}. Paths are full logical ones, References on one line
 * with spaces between; an item without a deriver has an empty Deriver.
 */
final class RegistrationText {
  private static final String VERSION = "1";
  private static final List<String> KEYS =
      List.of(
          "Format-Version",
          "Store-Path",
          "Content-Hash",
          "Size",
          "References",
          "Deriver",
          "Registered");

  private RegistrationText() {}

  static String write(Registration registration) {
    StorePath deriver = registration.deriver();
    List<String> values =
        List.of(
            VERSION,
            registration.path().toString(),
            registration.contentHash().hex(),
            Long.toString(registration.size()),
            registration.references().stream()
                .map(StorePath::toString)
                .collect(Collectors.joining(" ")),
            deriver == null ? "" : deriver.toString(),
            Timestamp.text(registration.registered()));
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < KEYS.size(); i++) {
      String value = values.get(i);
      out.append(KEYS.get(i)).append(value.isEmpty() ? ":" : ": ").append(value).append('\n');
    }
    return out.toString();
  }

  /** Reads TEXT; a FruixException at FILE:line says what is wrong with it. */
  static Registration read(String file, String text) {
    List<String> values = new ArrayList<>(KEYS.size());
    int from = 0;
    for (String key : KEYS) {
      int end = text.indexOf('\n', from);
      if (end < 0) {
        break;
      }
      int colon = from + key.length();
      if (!text.startsWith(key, from) || text.charAt(colon) != ':') {
        throw error(file, values.size() + 1, "`" + key + ":' is missing", null);
      }
      values.add(text.substring(colon + 1, end).strip());
      from = end + 1;
    }
    if (values.size() != KEYS.size() || from != text.length()) {
      throw error(file, values.size(), "a registration has " + KEYS.size() + " whole lines", null);
    }
    if (!values.get(0).equals(VERSION)) {
      throw error(file, 1, "unknown registration format `" + values.get(0) + "'", null);
    }
    try {
      return new Registration(
          path(values.get(1)),
          Sha256.parse(values.get(2)),
          Long.parseLong(values.get(3)),
          paths(values.get(4)),
          values.get(5).isEmpty() ? null : path(values.get(5)),
          Timestamp.parse(values.get(6)));
    } catch (IllegalArgumentException e) {
      throw error(file, 0, "malformed registration: " + e.getMessage(), e);
    }
  }

  private static List<StorePath> paths(String value) {
    List<StorePath> paths = new ArrayList<>();
    for (String word : value.isEmpty() ? new String[0] : value.split(" ", -1)) {
      paths.add(path(word));
    }
    return paths;
  }

  private static StorePath path(String text) {
    String prefix = StorePath.STORE + "/";
    if (!text.startsWith(prefix)) {
      throw new IllegalArgumentException("`" + text + "' is not a store path");
    }
    return StorePath.ofBasename(text.substring(prefix.length()))
        .orElseThrow(() -> new IllegalArgumentException("`" + text + "' is not a store path"));
  }

  private static FruixException error(
      String file, int line, String message, @Nullable Throwable cause) {
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, message)
            .withLocation(new Location(file, line, 0))
            .withHint(
                "`fruix store verify' says what else is damaged; delete this file, and build the"
                    + " item again"),
        cause);
  }
}
