package fruix.mtree;

import fruix.io.RelativePath;
import java.util.List;

/** How one path differs between two manifests. */
public sealed interface Change {

  RelativePath path();

  record Added(Entry entry) implements Change {
    @Override
    public RelativePath path() {
      return entry.path();
    }
  }

  record Removed(Entry entry) implements Change {
    @Override
    public RelativePath path() {
      return entry.path();
    }
  }

  /**
   * @param details what changed and how, as {@code mode 0444 -> 0555}, in a fixed order
   */
  record Changed(Entry before, Entry after, List<String> details) implements Change {
    public Changed {
      details = List.copyOf(details);
    }

    @Override
    public RelativePath path() {
      return after.path();
    }
  }
}
