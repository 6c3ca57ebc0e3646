package fruix.cli;

import fruix.deploy.install.Device;
import fruix.diag.FruixException;
import fruix.image.FileInput;
import fruix.image.SectorInput;
import fruix.image.disk.ImageParts;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
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
        .argument("IMAGE", "a file or device: a disk, or one file system alone")
        .option(
            "NAME",
            "name or number of a partition (default: the last that has a file system)",
            "--partition");
  }

  static ImageOptions of(Arguments given) {
    return new ImageOptions(Path.of(given.argument(0)), given.option("--partition"));
  }

  /** What LOOK finds in the image. */
  Results look(Session session, Function<ImageParts, Results> look) {
    Path file = session.absolute(image);
    if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
      try (FileInput input = FileInput.open(file)) {
        return look.apply(ImageParts.of(input));
      }
    }
    Device device = session.disks().device(real(file));
    try (FileInput input = FileInput.open(file, device.size())) {
      return look.apply(ImageParts.of(new SectorInput(input, device.sectorSize())));
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw FruixException.io("find", file, e);
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
