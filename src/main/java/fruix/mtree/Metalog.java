package fruix.mtree;

import fruix.io.RelativePath;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an mtree specification says of a tree, by path, in no order; paths between may be missing.
 */
public record Metalog(Map<RelativePath, Item> items) {

  /** The kinds of file that a specification may hold. */
  public enum Kind {
    DIRECTORY,
    FILE,
    SYMLINK
  }

  /**
   * One path, as the last line about it says.
   *
   * @param target of a symbolic link; else empty
   * @param size in bytes; -1 when the line has none
   * @param contents of {@code contents=}, where the contents are to be taken from; else empty
   * @param optional whether it is no error when those contents are absent
   * @param tags as in {@code tags=package=runtime,dev}: {@code package=runtime} and {@code dev}
   */
  public record Item(
      RelativePath path,
      Kind kind,
      Attributes attributes,
      String target,
      long size,
      String contents,
      boolean optional,
      List<String> tags) {
    private static final String PACKAGE = "package=";

    public Item {
      tags = List.copyOf(tags);
    }

    /** The package of {@code tags=package=…}; {@code utilities}, FreeBSD's default, without one. */
    public String packageName() {
      return tags.stream()
          .filter(tag -> tag.startsWith(PACKAGE))
          .map(tag -> tag.substring(PACKAGE.length()))
          .findFirst()
          .orElse("utilities");
    }
  }

  public Metalog {
    items = Collections.unmodifiableMap(new HashMap<>(items));
  }
}
