package fruix.mtree;

import java.util.Map;
import java.util.TreeSet;

/**
 * The names of file flags as {@code chflags(1)} reads them ({@code lib/libc/gen/strtofflags.c}).
 * Every flag has one canonical name here, the one that {@code fflagstostr(3)} prints.
 */
public final class FileFlags {
  private static final Map<String, String> CANONICAL =
      Map.ofEntries(
          Map.entry("sappnd", "sappnd"),
          Map.entry("sappend", "sappnd"),
          Map.entry("arch", "arch"),
          Map.entry("archived", "arch"),
          Map.entry("schg", "schg"),
          Map.entry("schange", "schg"),
          Map.entry("simmutable", "schg"),
          Map.entry("sunlnk", "sunlnk"),
          Map.entry("sunlink", "sunlnk"),
          Map.entry("uappnd", "uappnd"),
          Map.entry("uappend", "uappnd"),
          Map.entry("uarch", "uarch"),
          Map.entry("uarchive", "uarch"),
          Map.entry("hidden", "hidden"),
          Map.entry("uhidden", "hidden"),
          Map.entry("uchg", "uchg"),
          Map.entry("uchange", "uchg"),
          Map.entry("uimmutable", "uchg"),
          Map.entry("nodump", "nodump"),
          Map.entry("uunlnk", "uunlnk"),
          Map.entry("uunlink", "uunlnk"),
          Map.entry("offline", "offline"),
          Map.entry("uoffline", "offline"),
          Map.entry("opaque", "opaque"),
          Map.entry("rdonly", "rdonly"),
          Map.entry("urdonly", "rdonly"),
          Map.entry("readonly", "rdonly"),
          Map.entry("ureadonly", "rdonly"),
          Map.entry("reparse", "reparse"),
          Map.entry("ureparse", "reparse"),
          Map.entry("sparse", "sparse"),
          Map.entry("usparse", "sparse"),
          Map.entry("system", "system"),
          Map.entry("usystem", "system"));

  private FileFlags() {}

  /**
   * TEXT, a list of flags separated by commas or blanks, in the form of {@link Attributes#flags}:
   * canonical names, sorted. {@code none} and the empty text mean no flags; a cleared flag ({@code
   * noschg}, {@code dump}) is left out. Throws IllegalArgumentException naming an unknown flag.
   */
  public static String canonical(String text) {
    if (text.isEmpty()) {
      return text;
    }
    TreeSet<String> set = new TreeSet<>();
    for (String flag : text.split("[, \t]+", -1)) {
      String name = CANONICAL.get(flag);
      if (name != null) {
        set.add(name);
      } else if (!isCleared(flag)) {
        throw new IllegalArgumentException("unknown file flag `" + flag + "'");
      }
    }
    return String.join(",", set);
  }

  private static boolean isCleared(String flag) {
    return flag.isEmpty()
        || flag.equals("none")
        || flag.equals("dump")
        || flag.startsWith("no") && CANONICAL.containsKey(flag.substring(2));
  }
}
