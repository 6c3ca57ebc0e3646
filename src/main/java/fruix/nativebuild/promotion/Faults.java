package fruix.nativebuild.promotion;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a result root, found so far. */
final class Faults {
  private static final int SHOWN = 20;

  private final List<Diagnostic> found = new ArrayList<>();
  private int count;

  void add(String message) {
    count++;
    if (count <= SHOWN) {
      found.add(Diagnostic.of(ExitCode.FAILED, message));
    }
  }

  /** Throws them, exit status 1, if there are any. */
  void demandNone() {
    if (count > SHOWN) {
      found.add(Diagnostic.of(ExitCode.FAILED, "and " + (count - SHOWN) + " more"));
    }
    if (count > 0) {
      Diagnostic last = found.remove(found.size() - 1);
      found.add(last.withHint("nothing was promoted"));
      throw new FruixException(found, null);
    }
  }
}
