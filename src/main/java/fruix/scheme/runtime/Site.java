package fruix.scheme.runtime;

import fruix.diag.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is written: its form and the clauses in it.
 *
 * <p>Compiled code holds one as a string, {@code FILE:LIB:LINE:COLUMN,FIELD:LINE:COLUMN,…} with the
 * file last; it is taken apart when somebody asks.
 *
 * @param library whether the place is in Fruix itself, and so nothing to show to a user
 * @param fields which fields have a clause, in the order of the clauses
 * @param places for each of them its line and column
 */
public record Site(
    String file, boolean library, int line, int column, List<Integer> fields, List<int[]> places) {

  public Site {
    fields = List.copyOf(fields);
    places = List.copyOf(places);
  }

  /** The string for compiled code. */
  public String encode() {
    StringBuilder s = new StringBuilder();
    s.append(library ? 'l' : 'u').append(line).append(':').append(column);
    for (int i = 0; i < fields.size(); i++) {
      int[] place = places.get(i);
      s.append(',').append(fields.get(i)).append(':').append(place[0]).append(':').append(place[1]);
    }
    return s.append(' ').append(file).toString();
  }

  /** The place of the form in ENCODED for Scheme: #f when it is in Fruix itself. */
  public static Object place(String encoded) {
    Location form = form(encoded);
    return form == null ? Boolean.FALSE : form;
  }

  /** The fields with a clause, read from ENCODED alone. */
  static int[] fields(String encoded) {
    String[] parts = encoded.substring(1, encoded.indexOf(' ')).split(",", -1);
    int[] fields = new int[parts.length - 1];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = Integer.parseInt(parts[i + 1].substring(0, parts[i + 1].indexOf(':')));
    }
    return fields;
  }

  /** The place of the form in ENCODED; null when it is in Fruix itself. */
  static @Nullable Location form(String encoded) {
    return location(encoded, 0, 0);
  }

  /** The place of the clause of FIELD in ENCODED; null when it has none, or in Fruix itself. */
  static @Nullable Location clause(String encoded, int field) {
    int[] fields = fields(encoded);
    for (int i = 0; i < fields.length; i++) {
      if (fields[i] == field) {
        return location(encoded, i + 1, 1);
      }
    }
    return null;
  }

  private static @Nullable Location location(String encoded, int part, int skip) {
    if (encoded.charAt(0) == 'l') {
      return null;
    }
    int space = encoded.indexOf(' ');
    String[] numbers = encoded.substring(1, space).split(",", -1)[part].split(":", -1);
    return new Location(
        encoded.substring(space + 1),
        Integer.parseInt(numbers[skip]),
        Integer.parseInt(numbers[skip + 1]));
  }
}
