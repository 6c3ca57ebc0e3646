package fruix.build;

import fruix.sexp.Datum;
import fruix.store.StorePath;
import java.util.List;

/** The contents of a tar archive that is in the store, as an item of their own. */
public final class UnpackedArchive {
  private UnpackedArchive() {}

  /** The derivation of NAME, all that is in the valid item ARCHIVE. */
  public static Derivation of(String name, StorePath archive) {
    Builder builder = new UnpackArchivesBuilder();
    return new Derivation(
        name,
        builder.name(),
        builder.version(),
        List.of(Datum.tagged("archive", Datum.str(archive.toString()))),
        List.of(new Present(archive)));
  }
}
