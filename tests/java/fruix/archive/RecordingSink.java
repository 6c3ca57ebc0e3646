package fruix.archive;

import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** Keeps a line about every entry, in the style of mtree, by path. */
final class RecordingSink implements TreeSink {
  final Map<String, String> lines = new TreeMap<>();

  @Override
  public void directory(RelativePath path, Attributes attributes) throws IOException {
    put(path, "dir " + of(attributes));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    byte[] bytes = content.readAllBytes();
    if (bytes.length != size) {
      throw new IOException(path + " has " + bytes.length + " bytes, not " + size);
    }
    String digest = Sha256.of(bytes).hex().substring(0, 8);
    put(path, "file " + of(attributes) + " " + size + " " + digest);
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) throws IOException {
    put(path, "link " + of(attributes) + " " + target);
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) throws IOException {
    if (!lines.containsKey(existing.value()) || !lines.get(existing.value()).startsWith("file")) {
      throw new IOException(existing + " is not in the sink");
    }
    put(path, "hard " + existing);
  }

  private void put(RelativePath path, String line) throws IOException {
    if (lines.put(path.value(), line) != null) {
      throw new IOException(path + " came twice");
    }
  }

  private static String of(Attributes a) {
    String flags = a.flags().isEmpty() ? "" : " " + a.flags();
    return String.format("%04o", a.mode()) + " " + a.owner().uid() + ":" + a.owner().gid() + flags;
  }
}
