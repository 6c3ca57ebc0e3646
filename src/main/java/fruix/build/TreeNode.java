package fruix.build;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.nio.file.Path;

/** What a {@link TreePlan} puts at one path. */
sealed interface TreeNode {

  /**
   * @param decided whether the attributes were asked for; a directory that came along in a copy has
   *     them undecided
   */
  record Directory(Attributes attributes, boolean decided) implements TreeNode {}

  /** A file of BYTES, which nobody changes any more. */
  final class Text implements TreeNode {
    private final Attributes attributes;
    private final byte[] bytes;

    Text(Attributes attributes, byte[] bytes) {
      this.attributes = attributes;
      this.bytes = bytes;
    }

    Attributes attributes() {
      return attributes;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  /**
   * A file of an item that is valid, copied.
   *
   * @param from where it lies on disk
   */
  record Copy(Attributes attributes, long size, Path from) implements TreeNode {}

  record Symlink(Attributes attributes, String target) implements TreeNode {}

  /**
   * @param existing a regular file of the same plan, or another hard link that leads to one
   */
  record Hardlink(RelativePath existing) implements TreeNode {}
}
