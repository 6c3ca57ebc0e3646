package fruix.mtree;

import fruix.diag.FruixException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The numeric ids of a FreeBSD system's users and groups: its own {@code passwd(5)} and {@code
 * group(5)} files over the names that every FreeBSD has.
 */
public record UserTable(Map<String, Long> users, Map<String, Long> groups) {
  private static final int UID_FIELD = 2;

  public UserTable {
    users = Map.copyOf(users);
    groups = Map.copyOf(groups);
  }

  /** The users and groups of FreeBSD's {@code etc/master.passwd} and {@code etc/group}. */
  public static UserTable wellKnown() {
    return new UserTable(WellKnownIds.USERS, WellKnownIds.GROUPS);
  }

  /**
   * The table of the tree whose {@code etc} is ETC, from {@code master.passwd} or {@code passwd},
   * and {@code group}; a file that is not there adds nothing to the well-known names. Throws
   * FruixException for a file that cannot be read or a line without a numeric id.
   */
  public static UserTable ofEtc(Path etc) {
    Map<String, Long> users = new HashMap<>(WellKnownIds.USERS);
    Map<String, Long> groups = new HashMap<>(WellKnownIds.GROUPS);
    Path master = etc.resolve("master.passwd");
    read(Files.exists(master) ? master : etc.resolve("passwd"), users);
    read(etc.resolve("group"), groups);
    return new UserTable(users, groups);
  }

  /** The numeric id of user NAME, if it is known. */
  public OptionalLong uid(String name) {
    Long id = users.get(name);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  /** The numeric id of group NAME, if it is known. */
  public OptionalLong gid(String name) {
    Long id = groups.get(name);
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  private static void read(Path file, Map<String, Long> table) {
    if (!Files.exists(file)) {
      return;
    }
    String text;
    try {
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw FruixException.io("read", file, e);
    }
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String name = line.split(":", 2)[0];
      if (line.isBlank() || line.startsWith("#") || name.startsWith("+") || name.startsWith("-")) {
        continue;
      }
      table.put(name, id(line, file, number));
    }
  }

  private static long id(String line, Path file, int number) {
    String[] fields = line.split(":", -1);
    String id = fields.length > UID_FIELD ? fields[UID_FIELD] : "";
    if (!id.matches("[0-9]{1,10}")) {
      throw FruixException.failed(file + ":" + number + ": no numeric id in the third field");
    }
    return Long.parseLong(id);
  }
}
