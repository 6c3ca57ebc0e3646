package fruix.store;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.hash.Sha256;
import java.util.Optional;
import java.util.regex.Pattern;

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

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9+_?=-][A-Za-z0-9+._?=-]{0,210}");

  public StorePath {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("not the hash part of a store path: " + hash);
    }
    if (!isValidName(name)) {
      throw new IllegalArgumentException("not the name of a store item: " + name);
    }
  }

  public static boolean isValidName(String name) {
    return NAME.matcher(name).matches();
  }

  /** The path of the item whose canonical identity record is IDENTITY. */
  public static StorePath ofIdentity(String identity, String name) {
    return new StorePath(Sha256.ofUtf8(identity).hex160(), name);
  }

  /** Reads {@code <40 hex>-<name>}. */
  public static Optional<StorePath> ofBasename(String basename) {
    if (basename.length() < 42 || basename.charAt(40) != '-') {
      return Optional.empty();
    }
    String hash = basename.substring(0, 40);
    String name = basename.substring(41);
    return HASH.matcher(hash).matches() && isValidName(name)
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

  @Override
  public int compareTo(StorePath other) {
    return basename().compareTo(other.basename());
  }

  /** The full logical path. */
  @Override
  public String toString() {
    return STORE + "/" + basename();
  }
}
