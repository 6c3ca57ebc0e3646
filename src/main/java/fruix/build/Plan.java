package fruix.build;

import fruix.diag.FruixException;
import fruix.store.StorePath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What is to be done for some inputs to be in the store.
 *
 * @param derivations to build, each after those it needs
 * @param sources to add
 * @param present what is needed and valid already
 */
public record Plan(List<Derivation> derivations, List<Source> sources, Set<StorePath> present) {

  public Plan {
    derivations = List.copyOf(derivations);
    sources = List.copyOf(sources);
    present = Set.copyOf(present);
  }

  /**
   * The plan for WANTED. What VALID accepts is not looked behind: what it was built from may be
   * gone.
   *
   * @param again whether valid derivations are to be built all the same
   */
  static Plan of(List<? extends Input> wanted, Predicate<StorePath> valid, boolean again) {
    Walk walk = new Walk(valid, again);
    wanted.forEach(walk::visit);
    return new Plan(walk.derivations, walk.sources, walk.present);
  }

  private static final class Walk {
    private final Predicate<StorePath> valid;
    private final boolean again;
    private final List<Derivation> derivations = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final Set<StorePath> present = new TreeSet<>();
    private final Set<StorePath> seen = new HashSet<>();

    Walk(Predicate<StorePath> valid, boolean again) {
      this.valid = valid;
      this.again = again;
    }

    void visit(Input input) {
      if (!seen.add(input.path())) {
        return;
      }
      boolean isValid = valid.test(input.path());
      if (isValid) {
        present.add(input.path());
      }
      if (input instanceof Derivation derivation && (again || !isValid)) {
        derivation.inputs().forEach(this::visit);
        derivations.add(derivation);
      } else if (input instanceof Source source && !isValid) {
        sources.add(source);
      } else if (input instanceof Present && !isValid) {
        throw FruixException.failed(
            input.path() + " is needed, but not valid, and nothing tells where it came from");
      }
    }
  }
}
