package fruix.scheme.runtime;

import fruix.diag.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where compiled user code comes from.
 *
 * <p>A stack frame tells a line only, so code is compiled with a number in its place that stands
 * here for line and column.
 */
public final class SourceMaps {
  /** Numbers below are lines. */
  public static final int FIRST = 20_000;

  /** The largest that a class file can hold. */
  private static final int LAST = 65_535;

  private final List<Location> places = new ArrayList<>();
  private final Map<Location, Integer> numbers = new HashMap<>();
  private final Map<String, String> files = new HashMap<>();

  /** Says that the class NAME, and those inside it, are compiled from FILE. */
  public void compiled(String name, String file) {
    files.put(name, file);
  }

  /** A number that stands for PLACE; its line when there are no numbers left. */
  public int number(Location place) {
    Integer known = numbers.get(place);
    if (known != null) {
      return known;
    }
    int number = FIRST + places.size();
    if (number > LAST) {
      return place.line();
    }
    places.add(place);
    numbers.put(place, number);
    return number;
  }

  /** Whether a file of LINES lines can be compiled with numbers. */
  public static boolean fits(int lines) {
    return lines < FIRST;
  }

  /** The place in user code that FRAME is at; null when it is in other code. */
  @Nullable Location place(StackTraceElement frame) {
    int line = frame.getLineNumber();
    String file = line <= 0 ? null : file(frame.getClassName());
    if (file == null) {
      return null;
    }
    return line < FIRST || line - FIRST >= places.size()
        ? new Location(file, line, 0)
        : places.get(line - FIRST);
  }

  private @Nullable String file(String className) {
    String name = className;
    while (true) {
      String file = files.get(name);
      int inner = name.lastIndexOf('$');
      if (file != null || inner < 0) {
        return file;
      }
      name = name.substring(0, inner);
    }
  }
}
