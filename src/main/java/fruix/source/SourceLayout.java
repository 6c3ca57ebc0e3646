package fruix.source;

import fruix.io.RelativePath;
import java.util.Set;

/** Where things lie in the item of a source, and in the source itself. */
public final class SourceLayout {
  /** The source tree, in the item. */
  public static final RelativePath TREE = new RelativePath("tree");

  /** What the tree is and where it came from, in the item: a {@link SourceInfo}. */
  public static final RelativePath INFO = new RelativePath(".freebsd-source-info.scm");

  /** The script that tells the version: what every FreeBSD source tree has, and nothing else. */
  public static final RelativePath NEWVERS = new RelativePath("sys/conf/newvers.sh");

  private static final String ITEM_PREFIX = "freebsd-source-";

  /** What version control systems keep beside the files. */
  private static final Set<String> VCS_NAMES = Set.of(".git", ".svn", ".hg");

  private SourceLayout() {}

  /** The name of the item of the source NAME. */
  static String itemName(String name) {
    return ITEM_PREFIX + name;
  }

  /** Whether PATH lies in data of a version control system, or is such data. */
  static boolean isVersionControl(RelativePath path) {
    for (String component : path.value().split("/", -1)) {
      if (VCS_NAMES.contains(component)) {
        return true;
      }
    }
    return false;
  }
}
