package fruix.image.ufs;

import fruix.diag.FruixException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * The names of file flags and their bits ({@code lib/libc/gen/strtofflags.c}, {@code
 * sys/sys/stat.h}).
 */
final class FileFlags {
  private static final Map<String, Integer> BITS = bits();
  private static final Map<String, String> LONG_NAMES =
      Map.ofEntries(
          Map.entry("sappend", "sappnd"),
          Map.entry("archived", "arch"),
          Map.entry("schange", "schg"),
          Map.entry("simmutable", "schg"),
          Map.entry("sunlink", "sunlnk"),
          Map.entry("uappend", "uappnd"),
          Map.entry("uarchive", "uarch"),
          Map.entry("uhidden", "hidden"),
          Map.entry("uchange", "uchg"),
          Map.entry("uimmutable", "uchg"),
          Map.entry("uunlink", "uunlnk"),
          Map.entry("uoffline", "offline"),
          Map.entry("urdonly", "rdonly"),
          Map.entry("readonly", "rdonly"),
          Map.entry("ureadonly", "rdonly"),
          Map.entry("ureparse", "reparse"),
          Map.entry("usparse", "sparse"),
          Map.entry("usystem", "system"));

  private FileFlags() {}

  private static Map<String, Integer> bits() {
    Map<String, Integer> bits = new LinkedHashMap<>();
    bits.put("arch", 0x00010000);
    bits.put("hidden", 0x00008000);
    bits.put("nodump", 0x00000001);
    bits.put("offline", 0x00000200);
    bits.put("opaque", 0x00000008);
    bits.put("rdonly", 0x00001000);
    bits.put("reparse", 0x00000400);
    bits.put("sappnd", 0x00040000);
    bits.put("schg", 0x00020000);
    bits.put("snapshot", 0x00200000);
    bits.put("sparse", 0x00000100);
    bits.put("sunlnk", 0x00100000);
    bits.put("system", 0x00000080);
    bits.put("uappnd", 0x00000004);
    bits.put("uarch", 0x00000800);
    bits.put("uchg", 0x00000002);
    bits.put("uunlnk", 0x00000010);
    return bits;
  }

  /** The bits of NAMES, joined with commas; a diagnostic for a name that FreeBSD does not know. */
  static int parse(String names) {
    int flags = 0;
    if (names.isEmpty()) {
      return 0;
    }
    for (String name : names.split(",", -1)) {
      Integer bit = BITS.get(LONG_NAMES.getOrDefault(name, name));
      if (bit == null) {
        throw FruixException.failed("FreeBSD has no file flag `" + name + "'");
      }
      flags |= bit;
    }
    return flags;
  }

  /** The short names of FLAGS, sorted, joined with commas; bits without a name are dropped. */
  static String names(int flags) {
    TreeSet<String> names = new TreeSet<>();
    BITS.forEach(
        (name, bit) -> {
          if ((flags & bit) != 0) {
            names.add(name);
          }
        });
    return String.join(",", names);
  }
}
