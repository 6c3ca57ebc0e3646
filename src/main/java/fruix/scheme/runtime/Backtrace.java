package fruix.scheme.runtime;

import fruix.diag.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the user's code among the frames of a stack. */
public final class Backtrace {
  /** Ends the names of the methods that Kawa makes to check the arguments of a procedure. */
  private static final String CHECK = "$check";

  private Backtrace() {}

  /** The innermost place in user code on the stack of E; null when there is none. */
  static @Nullable Location userLocation(Throwable e, SourceMaps maps) {
    List<Location> all = userLocations(e, maps);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The places in user code on the stack of E, innermost first, each once. */
  public static List<Location> userLocations(Throwable e, SourceMaps maps) {
    List<Location> places = new ArrayList<>();
    boolean parsing = false;
    for (StackTraceElement frame : e.getStackTrace()) {
      // A procedure that looks at its arguments is not to blame for them, its caller is.
      boolean callee = parsing;
      parsing = frame.getClassName().equals(KeywordArguments.class.getName());
      Location place = callee || frame.getMethodName().endsWith(CHECK) ? null : maps.place(frame);
      if (place != null && !places.contains(place)) {
        places.add(place);
      }
    }
    return places;
  }
}
