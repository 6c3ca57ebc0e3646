package fruix.mtree;

import fruix.diag.Diagnostic;
import fruix.diag.ExitCode;
import fruix.diag.FruixException;
import fruix.diag.Location;
import fruix.hash.Sha256;
import fruix.io.RelativePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ManifestWriter} writes, and nothing else: a text that would not come out of the
 * writer byte for byte is refused, so that one tree has one text.
 */
public final class ManifestReader {

  private ManifestReader() {}

  /** The manifest in TEXT; a FruixException at FILE:line says what is wrong with it. */
  public static Manifest read(String file, byte[] text) {
    String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
    if (!lines[0].equals(ManifestWriter.MAGIC)) {
      throw error(file, 1, "not an mtree manifest", null);
    }
    if (!lines[lines.length - 1].isEmpty()) {
      throw error(file, lines.length, "the manifest is cut short", null);
    }
    List<Entry> entries = new ArrayList<>(lines.length);
    for (int i = 1; i < lines.length - 1; i++) {
      try {
        entries.add(entry(lines[i]));
      } catch (IllegalArgumentException e) {
        throw error(file, i + 1, "malformed manifest entry: " + e.getMessage(), e);
      }
    }
    Manifest manifest;
    try {
      manifest = Manifest.of(entries);
    } catch (IllegalArgumentException e) {
      throw error(file, 0, "malformed manifest: " + e.getMessage(), e);
    }
    checkCanonical(file, manifest, text);
    return manifest;
  }

  private static void checkCanonical(String file, Manifest manifest, byte[] text) {
    byte[] canonical = ManifestWriter.toBytes(manifest);
    int line = 1;
    for (int i = 0; i < Math.min(canonical.length, text.length); i++) {
      if (canonical[i] != text[i]) {
        throw error(file, line, "the manifest is not in canonical form here", null);
      }
      line += text[i] == '\n' ? 1 : 0;
    }
    if (canonical.length != text.length) {
      throw error(file, line, "the manifest is not in canonical form here", null);
    }
  }

  private static Entry entry(String line) {
    String[] words = line.split(" ", -1);
    RelativePath path = path(words[0]);
    Map<String, String> keys = new HashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1
          || keys.put(words[i].substring(0, equals), words[i].substring(equals + 1)) != null) {
        throw new IllegalArgumentException("`" + words[i] + "' is not a new keyword=value");
      }
    }
    Attributes attributes =
        new Attributes(
            Integer.parseInt(need(keys, "mode"), 8),
            new Owner(number(keys, "uid"), number(keys, "gid")),
            keys.getOrDefault("flags", ""));
    String type = need(keys, "type");
    return switch (type) {
      case "dir" -> new Entry.Directory(path, attributes);
      case "file" ->
          new Entry.File(
              path,
              attributes,
              number(keys, "size"),
              Sha256.parse(need(keys, "sha256digest")),
              linkGroup(keys.get("tags")));
      case "link" -> new Entry.Symlink(path, attributes, Vis.decode(need(keys, "link")));
      default -> throw new IllegalArgumentException("unknown type `" + type + "'");
    };
  }

  private static RelativePath path(String word) {
    if (word.equals(".")) {
      return RelativePath.ROOT;
    }
    if (!word.startsWith("./") || word.length() == 2) {
      throw new IllegalArgumentException("`" + word + "' does not start with ./");
    }
    return new RelativePath(Vis.decode(word.substring(2)));
  }

  private static int linkGroup(@Nullable String tag) {
    if (tag == null) {
      return 0;
    }
    if (!tag.startsWith(ManifestWriter.LINK_TAG)) {
      throw new IllegalArgumentException("unknown tag `" + tag + "'");
    }
    return Integer.parseInt(tag.substring(ManifestWriter.LINK_TAG.length()));
  }

  private static String need(Map<String, String> keys, String key) {
    String value = keys.get(key);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + key);
    }
    return value;
  }

  private static long number(Map<String, String> keys, String key) {
    return Long.parseLong(need(keys, key));
  }

  private static FruixException error(
      String file, int line, String message, @Nullable Throwable cause) {
    return new FruixException(
        Diagnostic.of(ExitCode.FAILED, message).withLocation(new Location(file, line, 0)), cause);
  }
}
