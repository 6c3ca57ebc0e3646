package fruix.cli;

import fruix.image.FileInput;
import fruix.image.disk.ImageParts;
import fruix.io.RelativePath;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which image, and which of its partitions.
 *
 * @param partition a name or number
 */
record ImageOptions(Path image, Optional<String> partition) {

  /** Adds them to SYNTAX; IMAGE is its first argument. */
  static Syntax addTo(Syntax syntax) {
    return syntax
        .argument("IMAGE", "a disk, or a file system of its own")
        .option("NAME", "name or number of a partition (default: the root)", "--partition");
  }

  static ImageOptions of(Arguments given) {
    return new ImageOptions(Path.of(given.argument(0)), given.option("--partition"));
  }

  /** What LOOK finds in the image. */
  Results look(Session session, Function<ImageParts, Results> look) {
    try (FileInput input = FileInput.open(session.absolute(image))) {
      return look.apply(ImageParts.of(input));
    }
  }

  /** TEXT as a path in a file system; a leading slash makes no difference. */
  static RelativePath path(String text) {
    try {
      return new RelativePath(text.replaceAll("^/+|/+$", ""));
    } catch (IllegalArgumentException e) {
      throw UsageErrors.of(String.valueOf(e.getMessage()), null);
    }
  }
}
