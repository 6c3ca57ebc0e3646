package fruix.image;

import fruix.hash.Sha256;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import fruix.mtree.Owner;
import fruix.mtree.TreeSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A tree in memory: made by a test, written by a writer, and filled again by a reader. Two are
 * equal when {@link #lines} are.
 */
public final class SampleTree implements TreeSink {
  /** One file; CONTENT is null for what is not a regular file. */
  private static final class Node {
    final Attributes attributes;
    final byte @Nullable [] content;
    final String target;
    final int group;

    Node(Attributes attributes, byte @Nullable [] content, String target, int group) {
      this.attributes = attributes;
      this.content = content;
      this.target = target;
      this.group = group;
    }
  }

  private final Map<RelativePath, Node> nodes = new TreeMap<>();
  private int groups;

  public SampleTree() {
    nodes.put(RelativePath.ROOT, new Node(Attributes.DIRECTORY, null, "", 0));
  }

  @Override
  public void directory(RelativePath path, Attributes attributes) {
    nodes.put(path, new Node(attributes, null, "", 0));
  }

  @Override
  public void file(RelativePath path, Attributes attributes, long size, InputStream content)
      throws IOException {
    byte[] bytes = content.readAllBytes();
    if (bytes.length != size) {
      throw new IOException(path + " has " + bytes.length + " bytes, not " + size);
    }
    nodes.put(path, new Node(attributes, bytes, "", 0));
  }

  @Override
  public void symlink(RelativePath path, Attributes attributes, String target) {
    nodes.put(path, new Node(attributes, null, target, 0));
  }

  @Override
  public void hardlink(RelativePath path, RelativePath existing) {
    Node old = node(existing);
    int group = old.group == 0 ? ++groups : old.group;
    Node linked = new Node(old.attributes, old.content, "", group);
    nodes.put(existing, linked);
    nodes.put(path, linked);
  }

  /** Adds a file with CONTENT, and the directories above it that are not there. */
  public SampleTree add(String path, byte[] content) {
    parents(path);
    nodes.put(new RelativePath(path), new Node(Attributes.FILE, content, "", 0));
    return this;
  }

  /** Adds a symbolic link, and the directories above it that are not there. */
  public SampleTree link(String path, String target) {
    parents(path);
    nodes.put(new RelativePath(path), new Node(Attributes.SYMLINK, null, target, 0));
    return this;
  }

  /** A tree of random shape, drawn from RANDOM, with files of the SIZES at least once each. */
  public static SampleTree random(Random random, int... sizes) {
    return random(random, true, sizes);
  }

  /** As {@link #random(Random, int...)} for formats that know no file flags. */
  public static SampleTree randomWithoutFlags(Random random, int... sizes) {
    return random(random, false, sizes);
  }

  private static SampleTree random(Random random, boolean withFlags, int... sizes) {
    SampleTree tree = new SampleTree();
    List<String> directories = new ArrayList<>(List.of(""));
    List<RelativePath> files = new ArrayList<>();
    for (int i = 0; i < sizes.length + 40; i++) {
      String path = directories.get(random.nextInt(directories.size())) + name(random, i);
      Attributes attributes = attributes(random, withFlags);
      int choice = i < sizes.length ? 0 : random.nextInt(4);
      if (choice == 0) {
        int size = i < sizes.length ? sizes[i] : random.nextInt(200_000);
        tree.nodes.put(
            new RelativePath(path), new Node(attributes, noise(random.nextLong(), size), "", 0));
        files.add(new RelativePath(path));
      } else if (choice == 1) {
        tree.directory(new RelativePath(path), attributes);
        directories.add(path + "/");
      } else if (choice == 2) {
        tree.symlink(new RelativePath(path), attributes, "t".repeat(1 + random.nextInt(1023)));
      } else {
        tree.hardlink(new RelativePath(path), files.get(random.nextInt(files.size())));
      }
    }
    return tree;
  }

  /** A name of 1 to 255 bytes; NUMBER keeps it from being drawn twice. */
  private static String name(Random random, int number) {
    String unique = Integer.toString(number, 36);
    int length = 1 + (int) Math.pow(255, random.nextDouble());
    return unique + "n".repeat(Math.max(0, Math.min(255, length) - unique.length()));
  }

  private static Attributes attributes(Random random, boolean withFlags) {
    String[] flags = {"", "", "", "schg", "nodump", "schg,sunlnk", "uarch,uchg"};
    return new Attributes(
        random.nextInt(010000),
        new Owner(random.nextInt(70_000), random.nextLong(0xffffffffL)),
        withFlags ? flags[random.nextInt(flags.length)] : "");
  }

  private void parents(String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      nodes.putIfAbsent(
          new RelativePath(path.substring(0, slash)), new Node(Attributes.DIRECTORY, null, "", 0));
    }
  }

  /** SIZE bytes, none of them zero, the same for the same SEED. */
  public static byte[] noise(long seed, int size) {
    byte[] bytes = new byte[size];
    new Random(seed).nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      bytes[i] |= 1;
    }
    return bytes;
  }

  public Manifest manifest() {
    List<Entry> entries = new ArrayList<>();
    nodes.forEach((path, node) -> entries.add(entry(path, node)));
    return Manifest.of(entries);
  }

  private static Entry entry(RelativePath path, Node node) {
    byte[] content = node.content;
    if (content != null) {
      return new Entry.File(path, node.attributes, content.length, Sha256.of(content), node.group);
    }
    return node.target.isEmpty()
        ? new Entry.Directory(path, node.attributes)
        : new Entry.Symlink(path, node.attributes, node.target);
  }

  public FileContent content() {
    return path -> {
      byte[] content = node(path).content;
      if (content == null) {
        throw new IOException("not a file: " + path);
      }
      return Channels.newChannel(new ByteArrayInputStream(content));
    };
  }

  private Node node(RelativePath path) {
    Node node = nodes.get(path);
    if (node == null) {
      throw new IllegalArgumentException("no " + path);
    }
    return node;
  }

  /** Everything about every file, one line each, for comparison. */
  public Map<String, String> lines() {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Entry entry : manifest().entries()) {
      lines.put(entry.path().value(), entry.toString());
    }
    return lines;
  }

  /** The contents by path of the regular files. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    nodes.forEach(
        (path, node) -> {
          if (node.content != null) {
            files.put(path.value(), node.content);
          }
        });
    return files;
  }
}
