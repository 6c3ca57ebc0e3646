package fruix.mtree;

import fruix.hash.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes a manifest as {@code mtree(5)} text that FreeBSD's and NetBSD's {@code mtree -f} read:
 * numeric owners, no times, a line an entry. Equal manifests give equal text.
 */
public final class ManifestWriter {
  /** The first line. */
  static final String MAGIC = "#mtree";

  static final String LINK_TAG = "hardlink-";

  /** Bytes; decides only how often a buffer grows. */
  private static final int TYPICAL_LINE = 192;

  private ManifestWriter() {}

  /** Writes all of MANIFEST to OUT, which stays open. */
  public static void write(Manifest manifest, OutputStream out) throws IOException {
    Map<Integer, Integer> names = new HashMap<>();
    for (Entry entry : manifest.entries()) {
      if (entry instanceof Entry.File file && file.linkGroup() != 0) {
        names.merge(file.linkGroup(), 1, Integer::sum);
      }
    }
    Bytes line = new Bytes().put(MAGIC).put('\n');
    for (Entry entry : manifest.entries()) {
      write(entry, names, line);
      line.moveTo(out);
    }
  }

  /** The whole text. */
  public static byte[] toBytes(Manifest manifest) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(TYPICAL_LINE * (1 + manifest.entries().size()));
    try {
      write(manifest, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The SHA-256 of the text: the content hash of the item. */
  public static Sha256 contentHash(Manifest manifest) {
    MessageDigest digest = Sha256.newDigest();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      write(manifest, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Sha256.of(digest);
  }

  private static void write(Entry entry, Map<Integer, Integer> names, Bytes line) {
    line.put('.');
    if (!entry.path().isRoot()) {
      line.put('/');
      Vis.encode(entry.path().value(), line);
    }
    if (entry instanceof Entry.Directory) {
      common("dir", entry.attributes(), line);
    } else if (entry instanceof Entry.File file) {
      common("file", entry.attributes(), line);
      line.put(" size=").put(Long.toString(file.size()));
      line.put(" sha256digest=").put(file.digest());
    } else if (entry instanceof Entry.Symlink link) {
      common("link", entry.attributes(), line);
      line.put(" link=");
      Vis.encode(link.target(), line);
    }
    if (!entry.attributes().flags().isEmpty()) {
      line.put(" flags=").put(entry.attributes().flags());
    }
    if (entry instanceof Entry.File file && file.linkGroup() != 0) {
      int count = names.getOrDefault(file.linkGroup(), 0);
      line.put(" nlink=").put(Integer.toString(count));
      line.put(" tags=").put(LINK_TAG).put(Integer.toString(file.linkGroup()));
    }
    line.put('\n');
  }

  private static void common(String type, Attributes attributes, Bytes line) {
    line.put(" type=").put(type);
    line.put(" uid=").put(Long.toString(attributes.owner().uid()));
    line.put(" gid=").put(Long.toString(attributes.owner().gid()));
    line.put(" mode=").put(octal(attributes.mode()));
  }

  private static String octal(int mode) {
    return mode == 0 ? "0" : "0" + Integer.toOctalString(mode);
  }
}
