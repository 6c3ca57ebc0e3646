package fruix.archive;

import fruix.io.RelativePath;
import fruix.mtree.Attributes;

/**
 * One member of an archive, its names checked.
 *
 * @param target what a symbolic link holds; else empty
 * @param linked the member that a hard link names; else the root
 * @param size of a file's contents in bytes; else 0
 */
record Member(
    Kind kind,
    RelativePath path,
    Attributes attributes,
    String target,
    RelativePath linked,
    long size) {

  enum Kind {
    DIRECTORY,
    FILE,
    SYMLINK,
    HARDLINK
  }
}
