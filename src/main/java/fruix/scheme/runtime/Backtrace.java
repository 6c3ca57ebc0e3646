package fruix.scheme.runtime;

import fruix.diag.Location;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the user's code among the frames of a stack. */
public final class Backtrace {
  /** The Java package that user code is compiled to. */
  public static final String USER_PREFIX = "user.";

  private Backtrace() {}

  /** The innermost place in user code on the stack of E; null when there is none. */
  public static @Nullable Location userLocation(Throwable e) {
    List<Location> all = userLocations(e);
    return all.isEmpty() ? null : all.get(0);
  }

  /** The places in user code on the stack of E, innermost first. */
  public static List<Location> userLocations(Throwable e) {
    List<Location> places = new ArrayList<>();
    for (StackTraceElement frame : e.getStackTrace()) {
      String file = frame.getFileName();
      if (file != null
          && frame.getClassName().startsWith(USER_PREFIX)
          && frame.getLineNumber() > 0) {
        places.add(new Location(file, frame.getLineNumber(), 0));
      }
    }
    return places;
  }
}
