package fruix.scheme.runtime;

import fruix.diag.Location;
import gnu.lists.LList;
import gnu.lists.Pair;
import gnu.mapping.Procedure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code to be run by a builder, with holes for what is known when it is lowered: {@code #~(foo
 * #$bar)}.
 */
public final class Gexp {
  private final @Nullable Object template;
  private final String site;
  private final List<@Nullable Object> values;

  private Gexp(@Nullable Object template, String site, @Nullable Object[] values) {
    this.template = template;
    this.site = site;
    this.values = Collections.unmodifiableList(Arrays.asList(values));
  }

  /** The gexp written at SITE; compiled code calls it. */
  public static Gexp make(@Nullable Object template, String site, @Nullable Object... values) {
    return new Gexp(template, site, values);
  }

  /** A datum in which {@link GexpHole}s stand for the values. */
  public @Nullable Object template() {
    return template;
  }

  public List<@Nullable Object> values() {
    return values;
  }

  /** Where the user wrote it; null when Fruix made it. */
  public @Nullable Location location() {
    return Site.form(site);
  }

  /** Where the user wrote the expression of value INDEX. */
  public @Nullable Location location(int index) {
    return Site.clause(site, index);
  }

  /**
   * The template with its holes filled by what LOWER returns for a value and whether it is for the
   * building machine; for each element of it where the hole is splicing.
   */
  public @Nullable Object datum(Procedure lower) {
    try {
      return fill(template, lower);
    } catch (Throwable e) {
      throw Unchecked.rethrow(e);
    }
  }

  private @Nullable Object fill(@Nullable Object form, Procedure lower) throws Throwable {
    if (form instanceof GexpHole hole) {
      return lower.apply2(values.get(hole.index()), hole.forBuild());
    }
    List<@Nullable Object> items = new ArrayList<>();
    Object rest = form;
    while (rest instanceof Pair pair) {
      if (pair.getCar() instanceof GexpHole hole && hole.splicing()) {
        splice(hole, items, lower);
      } else {
        items.add(fill(pair.getCar(), lower));
      }
      rest = pair.getCdr();
    }
    if (items.isEmpty()) {
      return rest;
    }
    Object list = rest == LList.Empty ? rest : fill(rest, lower);
    for (int i = items.size() - 1; i >= 0; i--) {
      list = new Pair(items.get(i), list);
    }
    return list;
  }

  private void splice(GexpHole hole, List<@Nullable Object> items, Procedure lower)
      throws Throwable {
    Object value = values.get(hole.index());
    if (value != LList.Empty && !(value instanceof Pair)) {
      throw new CallError("#$@ needs a list, not " + Described.value(value), null);
    }
    Object rest = value;
    while (rest instanceof Pair pair) {
      items.add(lower.apply2(pair.getCar(), hole.forBuild()));
      rest = pair.getCdr();
    }
  }

  @Override
  public String toString() {
    return "#<gexp " + Formats.written(template) + ">";
  }
}
