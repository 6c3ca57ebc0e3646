package fruix.diag;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Renders diagnostics for people: what is wrong, where, the source line with the place marked, and
 * what to do.
 *
 * <pre>
 * error: unknown field `host-nane' of operating-system
 *   --> system.scm:12:6
 *    |
 * 12 |     (host-nane "x")
 *    |      ^^^^^^^^^
 *    = hint: did you mean `host-name'?
 * </pre>
 */
public final class DiagnosticFormatter {
  private final Function<String, @Nullable String> sources;
  private final boolean colour;

  /**
   * @param sources gives the text of a file as named in locations; null when it has none to show
   * @param colour whether to mark up for a terminal
   */
  public DiagnosticFormatter(Function<String, @Nullable String> sources, boolean colour) {
    this.sources = sources;
    this.colour = colour;
  }

  /** All of DIAGNOSTICS, an empty line between. */
  public String format(List<Diagnostic> diagnostics) {
    return String.join("\n", diagnostics.stream().map(this::format).toList());
  }

  /** DIAGNOSTIC as lines, each ended. */
  public String format(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder();
    out.append(paint(Style.ERROR, "error")).append(paint(Style.BOLD, ": " + diagnostic.message()));
    out.append('\n');
    Location location = diagnostic.location();
    int gutter = location == null ? 1 : String.valueOf(location.line()).length();
    String margin = " ".repeat(gutter);
    if (location != null) {
      out.append(margin).append(paint(Style.FRAME, "--> ")).append(location).append('\n');
      excerpt(location, margin, out);
    }
    for (String line : diagnostic.trace()) {
      note(margin, line, out);
    }
    if (diagnostic.hint() != null) {
      note(margin, "hint: " + diagnostic.hint(), out);
    }
    return out.toString();
  }

  private void note(String margin, String text, StringBuilder out) {
    out.append(margin).append(paint(Style.FRAME, " = ")).append(text).append('\n');
  }

  private void excerpt(Location location, String margin, StringBuilder out) {
    String source = location.line() == 0 ? null : sources.apply(location.file());
    String line = source == null ? null : SourceLine.find(source, location.line());
    if (line == null) {
      return;
    }
    SourceLine shown = SourceLine.of(line, location.column());
    String bar = margin + paint(Style.FRAME, " |");
    out.append(bar).append('\n');
    out.append(paint(Style.FRAME, location.line() + " |")).append(' ').append(shown.text());
    out.append('\n');
    if (shown.width() > 0) {
      out.append(bar).append(' ').append(" ".repeat(shown.start()));
      out.append(paint(Style.ERROR, "^".repeat(shown.width()))).append('\n');
    }
  }

  private String paint(Style style, String text) {
    return colour ? style.start + text + "\u001b[0m" : text;
  }

  private enum Style {
    ERROR("\u001b[1;31m"),
    BOLD("\u001b[1m"),
    FRAME("\u001b[1;34m");

    private final String start;

    Style(String start) {
      this.start = start;
    }
  }
}
