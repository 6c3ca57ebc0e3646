package fruix.scheme.explain;

import fruix.diag.Diagnostic;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.scheme.language.Complaint;
import fruix.scheme.language.Names;
import fruix.scheme.runtime.Backtrace;
import fruix.scheme.runtime.SourceMaps;
import gnu.text.SourceMessages;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes diagnostics of what went wrong. */
public final class Troubles {
  /** How many calls a trace shows. */
  private static final int TRACE = 8;

  private Troubles() {}

  /**
   * The errors among MESSAGES, about the file FILE with TEXT, whose code can use NAMES. They count
   * before what was thrown, which they may well have caused.
   */
  public static List<Diagnostic> said(
      SourceMessages messages, String file, String text, Names names) {
    CompilerMessage translator = new CompilerMessage(names, file, text);
    List<Diagnostic> said =
        Complaint.all(messages).stream()
            .filter(c -> c.severity() == Complaint.Severity.ERROR)
            .map(translator::translate)
            .flatMap(Optional::stream)
            .toList();
    return new Consequences(file, text, names).leftOut(said);
  }

  /** An exception for THROWN, blamed on the user code of MAPS that was running. */
  public static FruixException thrown(Throwable thrown, SourceMaps maps) {
    Throwable root = ThrownTrouble.root(thrown);
    List<Location> places = Backtrace.userLocations(root, maps);
    if (root instanceof FruixException known) {
      return new FruixException(
          known.diagnostics().stream().map(d -> d.location() == null ? at(d, places) : d).toList(),
          known);
    }
    return new FruixException(at(ThrownTrouble.translate(root), places), thrown);
  }

  private static Diagnostic at(Diagnostic diagnostic, List<Location> places) {
    @Nullable Location place = places.isEmpty() ? null : places.get(0);
    if (diagnostic.location() != null) {
      return diagnostic;
    }
    return diagnostic
        .withLocation(place)
        .withTrace(places.stream().skip(1).limit(TRACE).map(p -> "called from " + p).toList());
  }
}
