package fruix.scheme.syntax;

import fruix.scheme.runtime.Site;
import gnu.lists.Pair;
import gnu.lists.PairWithPosition;
import java.util.List;
import kawa.lang.Translator;

/** Knows where forms stand. */
final class Places {

  private Places() {}

  /**
   * The site of FORM, whose FIELDS are given by what the cars of VALUES hold. Kawa remembers the
   * first datum in a form; users see it begin LEAD characters before.
   */
  static Site site(Pair form, int lead, List<Integer> fields, List<Pair> values, Translator tr) {
    List<int[]> places = values.stream().map(v -> place(v, tr)).toList();
    int[] start = place(form, tr);
    String file = tr.getFileName() == null ? "" : tr.getFileName();
    return new Site(file, !tr.immediate, start[0], Math.max(start[1] - lead, 1), fields, places);
  }

  private static int[] place(Pair pair, Translator tr) {
    return pair instanceof PairWithPosition p
        ? new int[] {p.getLineNumber(), Math.max(p.getColumnNumber(), 0)}
        : new int[] {Math.max(tr.getLineNumber(), 0), Math.max(tr.getColumnNumber(), 0)};
  }
}
