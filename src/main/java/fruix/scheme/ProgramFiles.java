package fruix.scheme;

import fruix.build.BuildContext;
import fruix.build.ItemReference;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.TreeSink;
import fruix.store.StorePath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files that a program of a computed file sees: what it writes to its output, in memory until
 * it is done, and the items that it was given, to read.
 */
final class ProgramFiles {
  /** What one program may write; larger artifacts are made by other builders. */
  static final long MOST_BYTES = 64L << 20;

  /** Something written; without contents and target it is a directory. */
  @SuppressWarnings("ArrayRecordComponent") // private, and nobody compares nodes
  private record Node(byte @Nullable [] contents, @Nullable String target, int mode) {}

  private final BuildContext context;
  private final ItemReference output;
  private final Map<RelativePath, Node> nodes = new TreeMap<>();
  private long written;

  ProgramFiles(BuildContext context) {
    this.context = context;
    this.output = new ItemReference(context.derivation().path(), RelativePath.ROOT);
  }

  /** The logical path of the output. */
  String output() {
    return output.toString();
  }

  void makeDirectory(String path, boolean parents) {
    RelativePath place = place(path);
    Node known = nodes.get(place);
    if (known != null && !(parents && isDirectory(known))) {
      throw new IllegalArgumentException("`" + path + "' is there already");
    }
    demandParent(place, parents);
    nodes.put(place, new Node(null, null, 0555));
  }

  void write(String path, byte[] contents, int mode) {
    RelativePath place = place(path);
    demandParent(place, false);
    Node known = nodes.get(place);
    if (known != null && known.contents() == null) {
      throw new IllegalArgumentException("`" + path + "' is not a regular file");
    }
    written += contents.length;
    if (written > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the program writes more than " + (MOST_BYTES >> 20) + " MiB");
    }
    nodes.put(place, new Node(contents, null, known == null ? mode : known.mode()));
  }

  void symlink(String target, String path) {
    RelativePath place = place(path);
    demandParent(place, false);
    if (nodes.containsKey(place)) {
      throw new IllegalArgumentException("`" + path + "' is there already");
    }
    nodes.put(place, new Node(null, target, 0755));
  }

  void changeMode(String path, int mode) {
    RelativePath place = place(path);
    Node known = nodes.get(place);
    if (known == null) {
      throw new IllegalArgumentException("there is no `" + path + "'");
    }
    nodes.put(place, new Node(known.contents(), known.target(), mode));
  }

  boolean exists(String path) {
    return path.startsWith(output()) && ItemReference.parse(path).isPresent()
        ? nodes.containsKey(place(path))
        : Files.exists(input(path));
  }

  /** The contents of PATH, written before or in one of the inputs. */
  byte[] read(String path) {
    if (path.startsWith(output())) {
      Node known = nodes.get(place(path));
      if (known == null || known.contents() == null) {
        throw new IllegalArgumentException("there is no file `" + path + "'");
      }
      return known.contents();
    }
    Path file = input(path);
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("`" + path + "' is too large to be read by a program");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read `" + path + "': no such file", e);
    }
  }

  /** Hands everything over. */
  void deliver(TreeSink out) throws IOException {
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("the program wrote nothing to its output");
    }
    for (Map.Entry<RelativePath, Node> entry : nodes.entrySet()) {
      RelativePath path = entry.getKey();
      Node node = entry.getValue();
      byte[] contents = node.contents();
      if (contents != null) {
        Attributes attributes = Attributes.FILE.withMode(node.mode());
        out.file(path, attributes, contents.length, new ByteArrayInputStream(contents));
      } else if (node.target() != null) {
        out.symlink(path, Attributes.SYMLINK, node.target());
      } else {
        out.directory(path, Attributes.DIRECTORY.withMode(node.mode()));
      }
    }
  }

  private RelativePath place(String path) {
    ItemReference reference =
        ItemReference.parse(path)
            .filter(r -> r.item().equals(output.item()))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a program writes below its output, not to `" + path + "'"));
    return reference.path();
  }

  private void demandParent(RelativePath place, boolean make) {
    if (place.isRoot()) {
      return;
    }
    RelativePath parent = place.parent();
    Node node = nodes.get(parent);
    if (node == null && make) {
      demandParent(parent, true);
      nodes.put(parent, new Node(null, null, 0555));
    } else if (node == null || !isDirectory(node)) {
      throw new IllegalArgumentException(
          "there is no directory `" + output.item() + (parent.isRoot() ? "" : "/" + parent) + "'");
    }
  }

  private static boolean isDirectory(Node node) {
    return node.contents() == null && node.target() == null;
  }

  /** The physical place of PATH, which must be a file of an input itself, no link out of it. */
  private Path input(String path) {
    ItemReference reference =
        ItemReference.parse(path)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "a program reads files below " + StorePath.STORE + ", not `" + path + "'"));
    boolean known =
        context.manifest(reference.item()).entries().stream()
            .anyMatch(e -> e.path().equals(reference.path()) && !(e instanceof Entry.Symlink));
    if (!known) {
      throw new IllegalArgumentException("there is no `" + path + "'");
    }
    return reference.path().under(context.physical(reference.item()));
  }

  /** TEXT in UTF-8. */
  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
