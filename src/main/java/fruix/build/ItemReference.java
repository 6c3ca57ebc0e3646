package fruix.build;

import fruix.io.RelativePath;
import fruix.store.StorePath;
import java.util.Optional;

/**
 * An item, or something in one, as {@code /frx/store/<hash>-<name>/usr/bin/su}.
 *
 * @param path below the item; the root for the item itself
 */
public record ItemReference(StorePath item, RelativePath path) {

  /** Reads the full logical form; empty for anything else. */
  public static Optional<ItemReference> parse(String text) {
    String prefix = StorePath.STORE + "/";
    if (!text.startsWith(prefix)) {
      return Optional.empty();
    }
    int slash = text.indexOf('/', prefix.length());
    String basename = text.substring(prefix.length(), slash < 0 ? text.length() : slash);
    try {
      RelativePath path =
          slash < 0 ? RelativePath.ROOT : new RelativePath(text.substring(slash + 1));
      return StorePath.ofBasename(basename).map(item -> new ItemReference(item, path));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What lies at BELOW under this. */
  ItemReference resolve(RelativePath below) {
    return below.isRoot() ? this : new ItemReference(item, path.resolve(below.value()));
  }

  @Override
  public String toString() {
    return path.isRoot() ? item.toString() : item + "/" + path;
  }
}
