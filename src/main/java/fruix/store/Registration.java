package fruix.store;

import fruix.hash.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of a valid item.
 *
 * @param contentHash the SHA-256 of the manifest's text
 * @param size bytes in its regular files, a file with several names once
 * @param references the items whose paths occur in it, sorted; itself among them if it names itself
 * @param deriver the {@code .drv} item that says how it was built
 * @param registered when, to the second; says nothing of the contents
 */
public record Registration(
    StorePath path,
    Sha256 contentHash,
    long size,
    List<StorePath> references,
    @Nullable StorePath deriver,
    Instant registered) {

  public Registration {
    references = List.copyOf(references.size() < 2 ? references : new TreeSet<>(references));
  }

  /** The {@code Key: value} lines under which this lies in {@code /frx/var/fruix/items}. */
  public String text() {
    return RegistrationText.write(this);
  }
}
