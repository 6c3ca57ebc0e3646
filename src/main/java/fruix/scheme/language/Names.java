package fruix.scheme.language;

import java.util.Collection;
import java.util.Optional;

/** What names there are for the code of a file. */
public interface Names {

  /** Those that it can use at top level. */
  Collection<String> names();

  /** The module of Fruix that exports NAME, the one nearest to users; empty when none does. */
  Optional<String> moduleOf(String name);
}
