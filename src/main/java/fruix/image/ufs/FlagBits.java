package fruix.image.ufs;

import fruix.diag.FruixException;
import fruix.mtree.FileFlags;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The bits of file flags ({@code sys/sys/stat.h}) by their canonical names. */
final class FlagBits {
  private static final Map<String, Integer> BITS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("arch", 0x00010000),
              Map.entry("hidden", 0x00008000),
              Map.entry("nodump", 0x00000001),
              Map.entry("offline", 0x00000200),
              Map.entry("opaque", 0x00000008),
              Map.entry("rdonly", 0x00001000),
              Map.entry("reparse", 0x00000400),
              Map.entry("sappnd", 0x00040000),
              Map.entry("schg", 0x00020000),
              Map.entry("sparse", 0x00000100),
              Map.entry("sunlnk", 0x00100000),
              Map.entry("system", 0x00000080),
              Map.entry("uappnd", 0x00000004),
              Map.entry("uarch", 0x00000800),
              Map.entry("uchg", 0x00000002),
              Map.entry("uunlnk", 0x00000010)));

  private FlagBits() {}

  /** The bits of NAMES, joined with commas; a diagnostic for a name that FreeBSD does not know. */
  static int of(String names) {
    if (names.isEmpty()) {
      return 0;
    }
    int flags = 0;
    for (String name : canonical(names).split(",", -1)) {
      flags |= BITS.getOrDefault(name, 0);
    }
    return flags;
  }

  private static String canonical(String names) {
    try {
      return FileFlags.canonical(names);
    } catch (IllegalArgumentException e) {
      throw FruixException.failed("FreeBSD has no file flags `" + names + "'");
    }
  }

  /** The names of FLAGS, sorted, joined with commas; bits without a name are dropped. */
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
