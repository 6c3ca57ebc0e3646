package fruix.source.git;

import fruix.io.RelativePath;

/**
 * One file of a commit.
 *
 * @param object the name of the blob
 */
record GitEntry(Kind kind, String object, RelativePath path) {

  enum Kind {
    FILE("100644"),
    EXECUTABLE("100755"),
    SYMLINK("120000"),
    /** A directory that another repository would fill. */
    SUBMODULE("160000");

    private final String mode;

    Kind(String mode) {
      this.mode = mode;
    }

    /** The kind that a tree object gives as MODE. */
    static Kind of(String mode) {
      for (Kind kind : values()) {
        if (kind.mode.equals(mode)) {
          return kind;
        }
      }
      // Trees of the first days of git: the group could write.
      if (mode.equals("100664")) {
        return FILE;
      }
      throw new IllegalArgumentException("unknown file mode " + mode);
    }
  }
}
