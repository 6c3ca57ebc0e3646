package fruix.store;

import fruix.diag.FruixException;
import fruix.hash.Sha256;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.ManifestReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Writes items, and all that they need, as one stream for another store. */
public final class ExportWriter {
  private final Store store;

  public ExportWriter(Store store) {
    this.store = store;
  }

  /**
   * Writes PATHS and their requisites to STREAM, which stays open. Equal stores write equal bytes,
   * but for the times of registration. A damaged item ends it with a FruixException.
   */
  public void write(Collection<StorePath> paths, OutputStream stream) {
    store.protect(paths);
    StorePath at = paths.isEmpty() ? null : paths.iterator().next();
    try {
      MessageDigest digest = Sha256.newDigest();
      DataOutputStream out = new DataOutputStream(new DigestOutputStream(stream, digest));
      out.write(ExportLayout.MAGIC.getBytes(StandardCharsets.US_ASCII));
      for (StorePath path : new StoreGraph(store).requisites(paths)) {
        at = path;
        writeItem(path, out);
      }
      out.write(ExportLayout.END);
      out.flush();
      stream.write(digest.digest());
      stream.flush();
    } catch (IOException e) {
      Path place = at == null ? store.layout().store() : store.physical(at);
      throw FruixException.io("export", place, e);
    }
  }

  private void writeItem(StorePath path, DataOutputStream out) throws IOException {
    Registration registration = store.registration(path);
    byte[] manifestText = store.registry().manifestText(path);
    out.write(ExportLayout.ITEM);
    writeText(RegistrationText.write(registration).getBytes(StandardCharsets.UTF_8), out);
    writeText(manifestText, out);
    Manifest manifest = ManifestReader.read(store.layout().manifest(path).toString(), manifestText);
    FileCopier copier = new FileCopier(null);
    Set<Integer> groups = new HashSet<>();
    for (Entry entry : manifest.entries()) {
      if (entry instanceof Entry.File file
          && (file.linkGroup() == 0 || groups.add(file.linkGroup()))) {
        Path source = file.path().under(store.physical(path));
        if (!copier.send(source, file.size(), out).equals(file.digest())) {
          throw new IOException("the store is damaged (try `fruix store repair'): " + source);
        }
      }
    }
  }

  private static void writeText(byte[] text, DataOutputStream out) throws IOException {
    out.writeLong(text.length);
    out.write(text);
  }
}
