package fruix.scheme;

import fruix.diag.Location;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a declaration file came to.
 *
 * @param source its text
 * @param last the value of its last expression that has one; null when none has
 */
public record Declaration(Path file, String source, @Nullable Object last, List<Binding> bindings) {

  public Declaration {
    bindings = List.copyOf(bindings);
  }

  /** A top-level definition of the file. */
  public record Binding(String name, @Nullable Object value, Location location) {}
}
