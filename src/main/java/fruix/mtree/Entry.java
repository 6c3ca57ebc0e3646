package fruix.mtree;

import fruix.hash.Sha256;
import fruix.io.RelativePath;

/** One line of a manifest. */
public sealed interface Entry {

  RelativePath path();

  Attributes attributes();

  record Directory(RelativePath path, Attributes attributes) implements Entry {}

  /**
   * @param size in bytes
   * @param linkGroup 0 for a file with one name; else a number that exactly the names of one file
   *     share. In a written manifest groups count from 1 in the order of their first names.
   */
  record File(RelativePath path, Attributes attributes, long size, Sha256 digest, int linkGroup)
      implements Entry {
    public File {
      if (size < 0 || linkGroup < 0) {
        throw new IllegalArgumentException("negative size or link group: " + path);
      }
    }
  }

  /**
   * @param target as stored, never resolved; not empty
   */
  record Symlink(RelativePath path, Attributes attributes, String target) implements Entry {
    public Symlink {
      if (target.isEmpty() || target.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("not a link target: " + path);
      }
    }
  }
}
