package fruix.store;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The logical path of an item, {@code /frx/store/<40 hex>-<name>}; where {@code /frx} lies on disk
 * is the {@link Store}'s affair.
 *
 * @param hash 40 lower-case hex digits: the first 160 bits of the SHA-256 of the item's identity
 * @param name {@code [A-Za-z0-9+._?=-]{1,211}}, not starting with a dot
 */
public record StorePath(String hash, String name) implements Comparable<StorePath> {
  /** The logical store directory. */
  public static final String STORE = "/frx/store";

  private static final int DIGITS = 40;
  private static final int LONGEST_NAME = 211;

  public StorePath {
    if (!isHash(hash)) {
      throw new IllegalArgumentException("not the hash part of a store path: " + hash);
    }
    if (!isValidName(name)) {
      throw new IllegalArgumentException("not the name of a store item: " + name);
    }
  }

  public static boolean isValidName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.charAt(0) == '.') {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!plain && "+._?=-".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isHash(String text) {
    if (text.length() != DIGITS) {
      return false;
    }
    for (int i = 0; i < DIGITS; i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
        return false;
      }
    }
    return true;
  }

  /** The path of the item whose canonical identity record is IDENTITY. */
  public static StorePath ofIdentity(String identity, String name) {
    return new StorePath(Sha256.ofUtf8(identity).hex160(), name);
  }

  /** Reads {@code <40 hex>-<name>}. */
  public static Optional<StorePath> ofBasename(String basename) {
    if (basename.length() < DIGITS + 2 || basename.charAt(DIGITS) != '-') {
      return Optional.empty();
    }
    String hash = basename.substring(0, DIGITS);
    String name = basename.substring(DIGITS + 1);
    return isHash(hash) && isValidName(name)
        ? Optional.of(new StorePath(hash, name))
        : Optional.empty();
  }

  /** Reads a full logical path or a base name; anything else is a usage error. */
  public static StorePath parse(String text) {
    String basename = text.startsWith(STORE + "/") ? text.substring(STORE.length() + 1) : text;
    return ofBasename(basename)
        .orElseThrow(
            () ->
                new FruixException(
                    Diagnostic.of(ExitCode.USAGE, "`" + text + "' is not a store path")
                        .withHint("a store path is /frx/store/<40 hex digits>-<name>")));
  }

  /** {@code <hash>-<name>}. */
  public String basename() {
    return hash + "-" + name;
  }

  // By hand: what a record has of itself for these takes long to link, and each command needs it.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StorePath path && hash.equals(path.hash) && name.equals(path.name);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  /** As base names compare. */
  @Override
  public int compareTo(StorePath other) {
    int order = hash.compareTo(other.hash);
    return order != 0 ? order : name.compareTo(other.name);
  }

  /** The full logical path. */
  @Override
  public String toString() {
    return STORE + "/" + basename();
  }
}
