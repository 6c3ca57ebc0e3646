package fruix.scheme.explain;

import fruix.diag.Diagnostic;
import fruix.diag.Location;
import fruix.scheme.language.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Leaves out errors that only follow from others. */
final class Consequences {
  private final String file;
  private final String text;
  private final Names names;

  /** For errors of FILE with TEXT, whose code has NAMES. */
  Consequences(String file, String text, Names names) {
    this.file = file;
    this.text = text;
    this.names = names;
  }

  /** A part of the text, from the offset START to END. */
  private record Range(int start, int end) {
    boolean holds(int offset) {
      return offset > start && offset < end;
    }
  }

  /**
   * Those of SAID that do not follow from another: a second one at the same place; and names that
   * no module has inside of a form whose own name is not imported, or Guix's, as fields of a record
   * are.
   */
  List<Diagnostic> leftOut(List<Diagnostic> said) {
    List<Range> unknown = said.stream().map(this::unknownForm).filter(Objects::nonNull).toList();
    List<Diagnostic> left = new ArrayList<>();
    for (Diagnostic d : said) {
      if (left.stream().noneMatch(other -> samePlace(other, d)) && !isInside(d, unknown)) {
        left.add(d);
      }
    }
    return left;
  }

  private static boolean samePlace(Diagnostic a, Diagnostic b) {
    return a.equals(b)
        || a.location() != null && a.location().column() > 0 && a.location().equals(b.location());
  }

  /** The form whose first word D says is unbound, if it only has to be imported, or is Guix's. */
  private @Nullable Range unknownForm(Diagnostic d) {
    String name = unbound(d);
    int at = offset(d.location());
    if (name == null
        || at < 1
        || text.charAt(at - 1) != '('
        || names.moduleOf(name).isEmpty() && GuixNames.instead(name).isEmpty()) {
      return null;
    }
    return new Range(at, SourceScan.listEnd(text, at - 1));
  }

  private boolean isInside(Diagnostic d, List<Range> forms) {
    String name = unbound(d);
    int at = offset(d.location());
    return name != null
        && names.moduleOf(name).isEmpty()
        && forms.stream().anyMatch(form -> form.holds(at));
  }

  private int offset(@Nullable Location location) {
    return location == null || !location.file().equals(file) || location.column() < 1
        ? -1
        : Math.min(SourceScan.offset(text, location.line(), location.column()), text.length());
  }

  private static @Nullable String unbound(Diagnostic d) {
    String start = CompilerMessage.UNBOUND_VARIABLE;
    return d.message().startsWith(start)
        ? d.message().substring(start.length(), d.message().length() - 1)
        : null;
  }
}
