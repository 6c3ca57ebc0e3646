package fruix.store;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what {@link ExportWriter} wrote into a store. Nothing is registered before the whole stream
 * has been read and found to be what its manifests and its last hash say.
 */
public final class ExportReader {
  private final Store store;

  public ExportReader(Store store) {
    this.store = store;
  }

  /** An item that has been read. */
  private record Arrival(Workplace place, Registration registration, Finished finished) {}

  /** Makes the items of STREAM valid and tells them, each after what it refers to. */
  public List<StorePath> read(InputStream stream) {
    List<Arrival> arrivals = new ArrayList<>();
    try {
      try {
        List<StorePath> all = readItems(stream, arrivals);
        for (Arrival arrival : arrivals) {
          Registration registration = arrival.registration();
          arrival
              .place()
              .publish(
                  store,
                  registration.path(),
                  arrival.finished(),
                  registration.references(),
                  new ItemOrigin(registration.deriver(), List.of()));
        }
        return all;
      } finally {
        for (Arrival arrival : arrivals) {
          arrival.place().close();
        }
      }
    } catch (IOException e) {
      throw FruixException.io("import into", store.layout().store(), e);
    } catch (InterruptedException e) {
      throw Store.interrupted(e);
    }
  }

  private List<StorePath> readItems(InputStream stream, List<Arrival> arrivals)
      throws IOException, InterruptedException {
    MessageDigest digest = Sha256.newDigest();
    DataInputStream in = new DataInputStream(new DigestInputStream(stream, digest));
    byte[] magic = in.readNBytes(ExportLayout.MAGIC.length());
    if (!Arrays.equals(magic, ExportLayout.MAGIC.getBytes(StandardCharsets.US_ASCII))) {
      throw new IOException("this is not an export of a Fruix store");
    }
    List<StorePath> all = new ArrayList<>();
    for (int tag = in.readUnsignedByte(); tag != ExportLayout.END; tag = in.readUnsignedByte()) {
      if (tag != ExportLayout.ITEM) {
        throw new IOException("the export is damaged: unknown tag " + tag);
      }
      all.add(readItem(in, new HashSet<>(all), arrivals));
    }
    byte[] expected = digest.digest();
    if (!Arrays.equals(expected, stream.readNBytes(Sha256.BYTES))) {
      throw new IOException("the export is damaged: its hash is not that of its contents");
    }
    return all;
  }

  private StorePath readItem(DataInputStream in, Set<StorePath> before, List<Arrival> arrivals)
      throws IOException, InterruptedException {
    String text = new String(readText(in), StandardCharsets.UTF_8);
    Registration registration = RegistrationText.read("registration in the export", text);
    StorePath path = registration.path();
    if (before.contains(path)) {
      throw new IOException("the export has " + path + " twice");
    }
    store.protect(List.of(path));
    for (StorePath reference : registration.references()) {
      if (!reference.equals(path) && !before.contains(reference) && !store.isValid(reference)) {
        throw new IOException(path + " refers to " + reference + ", which is in neither store");
      }
    }
    Manifest manifest = readManifest(in, registration);
    if (store.isValid(path)) {
      checkSame(registration);
      // Read, not skipped: the stream's hash covers it.
      new Bounded(in, registration.size()).transferTo(OutputStream.nullOutputStream());
      return path;
    }
    Workplace place = Workplace.take(store);
    boolean sound = false;
    try {
      new Replay(manifest).into(place.construction().out(), in);
      Finished found = place.construction().finish();
      sound = found.contentHash().equals(registration.contentHash());
      if (!sound) {
        throw new IOException("the export is damaged: " + path + " is not what its manifest says");
      }
      arrivals.add(new Arrival(place, registration, found));
    } finally {
      if (!sound) {
        place.close();
      }
    }
    return path;
  }

  private void checkSame(Registration registration) throws IOException {
    Sha256 here = store.registration(registration.path()).contentHash();
    if (!here.equals(registration.contentHash())) {
      throw new IOException(
          registration.path() + " is in this store with other contents; nothing was imported");
    }
  }

  private static Manifest readManifest(DataInputStream in, Registration registration)
      throws IOException {
    byte[] text = readText(in);
    if (!Sha256.of(text).equals(registration.contentHash())) {
      throw new IOException("the export is damaged: a manifest does not have its content hash");
    }
    Manifest manifest = ManifestReader.read("manifest in the export", text);
    if (Construction.size(manifest) != registration.size()) {
      throw new IOException("the export is damaged: a size is not that of the manifest");
    }
    return manifest;
  }

  private static byte[] readText(DataInputStream in) throws IOException {
    long length = in.readLong();
    if (length < 0 || length > ExportLayout.LONGEST_TEXT) {
      throw new IOException("the export is damaged: a text of " + length + " bytes");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length != length) {
      throw new IOException("the export is cut short");
    }
    return text;
  }

  /** Fills an item with the entries of a manifest, whose files' contents follow in a stream. */
  private record Replay(Manifest manifest) {

    void into(ItemWriter out, InputStream contents) throws IOException {
      LinkNames names = new LinkNames();
      for (Entry entry : manifest.entries()) {
        if (entry instanceof Entry.Directory directory) {
          out.directory(directory.path(), directory.attributes());
        } else if (entry instanceof Entry.Symlink link) {
          out.symlink(link.path(), link.attributes(), link.target());
        } else if (entry instanceof Entry.File file && !names.linked(file, file.path(), out)) {
          InputStream content = new Bounded(contents, file.size());
          out.file(file.path(), file.attributes(), file.size(), content);
        }
      }
    }
  }
}
