package fruix.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fruix.image.iso.IsoOptions;
import fruix.image.iso.IsoPlan;
import fruix.image.iso.IsoWriter;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linux's own drivers find in our file systems what was written, to the last bit of it. */
final class LinuxKernelTest {
  /** Linux cuts longer names of Rock Ridge (fs/isofs/rock.c). */
  private static final int ISO_NAME = 253;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private final List<Object> arguments = new ArrayList<>(List.of("tests/judges/linux-files.sh"));
  private final List<Manifest> written = new ArrayList<>();

  @Test
  void linuxSeesEverything() throws Exception {
    SampleTree coarse = tree(SampleTree.random(new Random(1), boundaries(32768, 4096)), 255);
    ufs(UfsOptions.of(Seed.of("coarse"), "root"), coarse);
    SampleTree fine = tree(SampleTree.random(new Random(2), boundaries(4096, 512)), 255);
    fine.add("two levels of indirect blocks", SampleTree.noise(3, 4096 * (12 + 512 + 40) + 1));
    ufs(UfsOptions.of(Seed.of("fine"), "root").withBlocks(4096, 512), fine);
    iso(tree(SampleTree.randomWithoutFlags(new Random(4), 0, 1, 2047, 2048, 2049), ISO_NAME));
    String answer = Judge.run("sh", arguments.toArray());
    List<String> systems = List.of(answer.split("== .*\n", -1));
    assertEquals(1 + written.size(), systems.size());
    for (int i = 0; i < written.size(); i++) {
      Set<String> expected = expected(written.get(i));
      Set<String> seen = new TreeSet<>(systems.get(i + 1).lines().toList());
      assertEquals("", without(expected, seen), "not seen in " + arguments.get(i + 1));
      assertEquals("", without(seen, expected), "never written to " + arguments.get(i + 1));
    }
  }

  private static String without(Set<String> lines, Set<String> others) {
    return lines.stream()
        .filter(line -> !others.contains(line))
        .map(line -> line.length() < 150 ? line : line.substring(0, 150) + "…")
        .limit(20)
        .collect(Collectors.joining("\n"));
  }

  private static int[] boundaries(int block, int fragment) {
    return new int[] {
      0,
      1,
      fragment - 1,
      fragment,
      fragment + 1,
      block - 1,
      block,
      block + 1,
      12 * block - 1,
      12 * block,
      12 * block + 1,
      13 * block + fragment
    };
  }

  /** BASE, and what is not left to chance: names, links and a directory of several blocks. */
  private static SampleTree tree(SampleTree base, int longestName) {
    for (int length = 2; length <= longestName; length++) {
      base.add("names/" + "m".repeat(length), SampleTree.noise(length, length));
    }
    for (int length : new int[] {1, 118, 119, 120, 121, 1022, 1023}) {
      base.link("links/" + length, "x".repeat(length));
    }
    for (int i = 0; i < 2000; i++) {
      base.add("many/the file of the number " + i, SampleTree.noise(i, i % 7));
    }
    for (int i = 0; i < 4; i++) {
      base.hardlink(new RelativePath("hard" + i), new RelativePath("names/mm"));
    }
    return base.add("größe/日本", SampleTree.noise(1, 9));
  }

  private void ufs(UfsOptions options, SampleTree tree) {
    UfsPlan plan = UfsPlan.of(options, tree.manifest(), List.of());
    try (FileOutput output = FileOutput.create(next("ufs", tree), plan.size())) {
      UfsWriter.write(output, plan, tree.content());
    }
  }

  private void iso(SampleTree tree) {
    IsoPlan plan = IsoPlan.of(IsoOptions.of("LINUX", null), tree.manifest());
    try (FileOutput output = FileOutput.create(next("iso9660", tree), plan.size())) {
      IsoWriter.write(output, plan, tree.content());
    }
  }

  private Path next(String type, SampleTree tree) {
    Path image = temporary.resolve(written.size() + "." + type);
    written.add(tree.manifest());
    arguments.add(type + ":" + image);
    return image;
  }

  /** What busybox's stat and sha256sum write of the tree MANIFEST. */
  private static Set<String> expected(Manifest manifest) {
    Set<String> lines = new TreeSet<>();
    for (Entry entry : manifest.entries()) {
      String path = entry.path().isRoot() ? "." : "./" + entry.path().value();
      String name = new String(path.getBytes(UTF_8), ISO_8859_1);
      String owner = entry.attributes().owner().uid() + " " + entry.attributes().owner().gid();
      if (entry instanceof Entry.Symlink link) {
        lines.add("l " + owner + " '" + name + "' -> '" + link.target() + "'");
      } else if (entry instanceof Entry.File file) {
        lines.add(
            "f "
                + mode(entry)
                + owner
                + " "
                + links(manifest, file)
                + " "
                + file.size()
                + " "
                + name);
        lines.add(file.digest().hex() + "  " + name);
      } else {
        lines.add("d " + mode(entry) + owner + " " + name);
      }
    }
    return lines;
  }

  private static String mode(Entry entry) {
    Attributes attributes = entry.attributes();
    return Integer.toOctalString(attributes.mode()) + " ";
  }

  private static long links(Manifest manifest, Entry.File file) {
    return file.linkGroup() == 0
        ? 1
        : manifest.entries().stream()
            .filter(
                entry -> entry instanceof Entry.File other && other.linkGroup() == file.linkGroup())
            .count();
  }
}
