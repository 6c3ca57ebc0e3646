package fruix.image;

import fruix.io.RelativePath;

/** Which parts of large files hold nothing but zeros, for formats that need not store them. */
@FunctionalInterface
public interface SparseFiles {

  /** Every byte of every file is to be stored. */
  SparseFiles NONE = path -> new long[0];

  /**
   * The holes of the file at PATH: position, length, position, length, … in bytes, ascending, not
   * touching one another. Reading the contents must give zeros there.
   */
  long[] holes(RelativePath path);
}
