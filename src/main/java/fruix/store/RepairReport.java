package fruix.store;

import java.util.List;

/**
 * What a repair did.
 *
 * @param failures one for each item that is still damaged, saying why
 */
public record RepairReport(List<StorePath> repaired, List<Problem> failures) {

  public RepairReport {
    repaired = List.copyOf(repaired);
    failures = List.copyOf(failures);
  }
}
