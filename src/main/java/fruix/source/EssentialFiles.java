package fruix.source;

import fruix.io.RelativePath;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Files without which FreeBSD's makefiles stop, at times after hours: which of them a source tree
 * lacks can be said at once.
 */
public final class EssentialFiles {
  private static final List<RelativePath> ALWAYS =
      List.of(
          new RelativePath("Makefile"), new RelativePath("Makefile.inc1"), SourceLayout.NEWVERS);

  /**
   * A file that a clone may lack though it has the rest of its directory: FreeBSD keeps it, but the
   * usual ignore rules of git name it.
   */
  private record Companion(RelativePath of, RelativePath needed) {}

  private static final List<Companion> COMPANIONS =
      List.of(companion("crypto/openssh/sshd.c", "crypto/openssh/config.h"));

  private EssentialFiles() {}

  private static Companion companion(String of, String needed) {
    return new Companion(new RelativePath(of), new RelativePath(needed));
  }

  /** What every source tree must have of which HAS tells the regular files, and has not. */
  static List<RelativePath> missing(Predicate<RelativePath> has) {
    List<RelativePath> missing = new ArrayList<>(absent(ALWAYS, has));
    for (Companion companion : COMPANIONS) {
      if (has.test(companion.of()) && !has.test(companion.needed())) {
        missing.add(companion.needed());
      }
    }
    return List.copyOf(missing);
  }

  /**
   * What a base needs of a source tree of which HAS tells the regular files, and is not there.
   *
   * @param target TARGET of the makefiles
   * @param kernconf KERNCONF
   * @param makeFlags further arguments of make
   * @param cross whether it is built on another system than FreeBSD
   */
  public static List<RelativePath> missingForBase(
      String target,
      String kernconf,
      List<String> makeFlags,
      boolean cross,
      Predicate<RelativePath> has) {
    List<RelativePath> needed = new ArrayList<>();
    if (cross) {
      needed.add(new RelativePath("tools/build/make.py"));
    }
    // KERNCONFDIR looks elsewhere, and KERNCONF among the flags for another.
    if (makeFlags.stream().noneMatch(flag -> flag.startsWith("KERNCONF"))) {
      needed.add(new RelativePath("sys/" + target + "/conf/" + kernconf));
    }
    return absent(needed, has);
  }

  private static List<RelativePath> absent(List<RelativePath> wanted, Predicate<RelativePath> has) {
    return wanted.stream().filter(path -> !has.test(path)).toList();
  }

  /** Tells the regular files of TREE, and links in their places. */
  public static Predicate<RelativePath> filesOf(Manifest tree) {
    return filesOf(tree.entries());
  }

  static Predicate<RelativePath> filesOf(Collection<Entry> entries) {
    Set<RelativePath> files = new HashSet<>();
    for (Entry entry : entries) {
      if (!(entry instanceof Entry.Directory)) {
        files.add(entry.path());
      }
    }
    return files::contains;
  }

  /** PATHS for a message, as {@code a, b}. */
  public static String list(List<RelativePath> paths) {
    return String.join(", ", paths.stream().map(RelativePath::value).toList());
  }
}
