package fruix.store;

import java.nio.file.Path;

/**
 * Something that keeps an item, and what it needs, from garbage collection.
 *
 * @param link the symbolic link, or the file of a process's temporary roots
 */
public record GcRoot(Path link, StorePath target, Kind kind) {

  /** Where a root comes from. */
  public enum Kind {
    /** A link in the store's own directory of roots. */
    DIRECT,
    /** A link of the user's, anywhere, that the store knows of. */
    INDIRECT,
    /** What a living process uses. */
    TEMPORARY
  }
}
