package fruix.image.ufs;

import java.util.ArrayList;
import java.util.List;

/** The faults that a check has found, up to a number that a person can read. */
final class Faults {
  private static final int MOST = 100;

  private final List<String> found = new ArrayList<>();

  void add(String fault) {
    if (found.size() < MOST) {
      found.add(fault);
    } else if (found.size() == MOST) {
      found.add("and more");
    }
  }

  void require(boolean good, String fault) {
    if (!good) {
      add(fault);
    }
  }

  List<String> list() {
    return List.copyOf(found);
  }
}
