package fruix.build;

import fruix.store.ItemWriter;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where builds keep what is no item.
 *
 * @param root the physical directory that holds {@code frx}
 */
public record BuildDirectories(Path root) {
  private static final int LONGEST_KEY = 240;

  /** The log of the last build of ITEM. */
  public Path log(StorePath item) {
    return logs().resolve(key(item) + ".log");
  }

  /** The log of a second build that is only compared. */
  Path checkLog(StorePath item) {
    return logs().resolve(key(item) + ".check.log");
  }

  private Path logs() {
    return root.resolve("frx/var/fruix/log");
  }

  Path downloads() {
    return root.resolve("frx/var/cache/fruix/downloads");
  }

  /** The base name of ITEM, or its hash when that would leave no room for a suffix. */
  private static String key(StorePath item) {
    String basename = item.basename();
    return basename.length() <= LONGEST_KEY ? basename : item.hash();
  }

  /**
   * Moves what OUT has of ITEM to the first free {@code failed/<basename>-N}; empty if it has
   * nothing.
   */
  Optional<Path> keepFailed(StorePath item, ItemWriter out) throws IOException {
    Path failed = Files.createDirectories(root.resolve("frx/var/fruix/failed"));
    for (int number = 1; ; number++) {
      Path place = failed.resolve(key(item) + "-" + number);
      if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        return out.moveAway(place) ? Optional.of(place) : Optional.empty();
      }
    }
  }
}
