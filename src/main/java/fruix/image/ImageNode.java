package fruix.image;

import fruix.mtree.Attributes;

/**
 * A file of any kind inside an image.
 *
 * @param id the same for two names of one file; only its file system knows what it means
 * @param size in bytes; of a symbolic link the length of its target
 * @param links how many names it has, as the image says
 * @param target of a symbolic link, else the empty string
 */
public record ImageNode(
    Kind kind, long id, Attributes attributes, long size, int links, String target) {

  /** The kinds of file. */
  public enum Kind {
    DIRECTORY,
    FILE,
    SYMLINK,
    /** A device node, FIFO or socket. */
    SPECIAL
  }

  public boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }
}
