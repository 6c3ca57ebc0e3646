package fruix.store;

import fruix.io.HostFile;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import java.util.function.Predicate;

/**
 * Which files of a host tree are taken, and with what attributes.
 *
 * @param includes asked for each path below the tree's top, never for the top; what lies in a
 *     directory that is left out is not asked for
 * @param attributes what a file gets besides its contents
 */
public record Selection(Predicate<RelativePath> includes, AttributeRule attributes) {

  /** Gives the attributes of a file; called from several threads. */
  @FunctionalInterface
  public interface AttributeRule {
    Attributes of(RelativePath path, HostFile file);
  }

  /** Everything, owned by {@code root:wheel}, 0555 where its owner may execute it, else 0444. */
  public static final Selection ALL = of(path -> true);

  /** Like {@link #ALL}, but only what INCLUDES holds for. */
  public static Selection of(Predicate<RelativePath> includes) {
    return new Selection(includes, Selection::normalised);
  }

  private static Attributes normalised(RelativePath path, HostFile file) {
    return switch (file.kind()) {
      case DIRECTORY -> Attributes.DIRECTORY;
      case SYMLINK -> Attributes.SYMLINK;
      default -> file.isExecutable() ? Attributes.EXECUTABLE : Attributes.FILE;
    };
  }
}
