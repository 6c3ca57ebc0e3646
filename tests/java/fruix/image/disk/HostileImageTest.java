package fruix.image.disk;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.FileOutput;
import fruix.image.ImageFileSystem;
import fruix.image.ImageInput;
import fruix.image.ImageWalk;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.image.fat.FatOptions;
import fruix.image.fat.FatWriter;
import fruix.image.gpt.GptWriter;
import fruix.image.gpt.PartitionPlan;
import fruix.image.gpt.PartitionTypes;
import fruix.image.iso.IsoOptions;
import fruix.image.iso.IsoPlan;
import fruix.image.iso.IsoWriter;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import fruix.io.RelativePath;
import fruix.mtree.Attributes;
import fruix.mtree.TreeSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is written into any field of an image, {@code fruix image} looks at it and says what is
 * wrong, or finds nothing wrong with it; it takes no time over it, and no memory.
 */
final class HostileImageTest {
  private static final int SECTOR = 512;
  private static final byte CONTENT = (byte) 0xa5;
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final int[] EXTREMES = {
    0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE, 0x10000, 0x00ffffff
  };

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  /** Takes what it is given, but not for ever: a sparse file may be as large as it says. */
  private static final class Reader implements TreeSink {
    private static final int ENOUGH = 4 << 20;

    @Override
    public void directory(RelativePath path, Attributes attributes) {}

    @Override
    public void file(RelativePath path, Attributes attributes, long size, InputStream content)
        throws IOException {
      content.readNBytes(ENOUGH);
    }

    @Override
    public void symlink(RelativePath path, Attributes attributes, String target) {}

    @Override
    public void hardlink(RelativePath path, RelativePath existing) {}
  }

  @ParameterizedTest
  @ValueSource(strings = {"fat", "gpt", "iso", "ufs"})
  void extremesInEveryFieldAreADiagnostic(String format) throws IOException {
    byte[] image = image(format);
    Random random = new Random(1);
    int refused = 0;
    int rounds = 0;
    for (int at = 0; at < image.length - 4; at += 2) {
      if (!structural(image, at - at % SECTOR)) {
        continue;
      }
      byte[] before = Arrays.copyOfRange(image, at, at + 4);
      ByteBuffer buffer = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
      for (int value : new int[] {extreme(random), random.nextInt(image.length / SECTOR)}) {
        buffer.putInt(at, value);
        rounds++;
        String what = format + " with " + value + " at " + at;
        refused += assertTimeoutPreemptively(LONGEST, () -> refuses(image), what) ? 1 : 0;
      }
      System.arraycopy(before, 0, image, at, 4);
    }
    assertTrue(rounds > 500, "only " + rounds + " fields");
    assertTrue(refused > rounds / 100, "only " + refused + " of " + rounds + " refused");
  }

  private static int extreme(Random random) {
    return EXTREMES[random.nextInt(EXTREMES.length)];
  }

  /** A sector that is neither empty nor a file's. */
  private static boolean structural(byte[] image, int sector) {
    boolean empty = true;
    boolean content = true;
    for (int i = sector; i < sector + SECTOR; i++) {
      empty &= image[i] == 0;
      content &= image[i] == 0 || image[i] == CONTENT;
    }
    return !empty && !content;
  }

  private static boolean refuses(byte[] image) {
    try {
      ImageParts parts = ImageParts.of(ImageInput.of("image", image));
      boolean faults = !parts.verify().isEmpty();
      for (ImageParts.Part part : parts.parts()) {
        if (part.system().isPresent()) {
          ImageFileSystem system = part.system().get();
          system.summary();
          ImageWalk.copy(system, system.root(), new Reader());
        }
      }
      return faults;
    } catch (FruixException e) {
      return true;
    }
  }

  /** With sums that are right again, the other fields of a partition table are believed. */
  @Test
  void aTableWithRightSumsIsNotBelieved() throws IOException {
    byte[] image = image("gpt");
    Random random = new Random(2);
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = image.clone();
      ByteBuffer buffer = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
      int value = extreme(random);
      if (round % 2 == 0) {
        buffer.putInt(SECTOR + 24 + 4 * random.nextInt(17), value);
      } else {
        buffer.putInt(2 * SECTOR + 4 * random.nextInt(64), value);
        buffer.putInt(SECTOR + 88, crc(damaged, 2 * SECTOR, 128 * 128));
      }
      buffer.putInt(SECTOR + 16, 0);
      buffer.putInt(SECTOR + 16, crc(damaged, SECTOR, 92));
      assertTimeoutPreemptively(LONGEST, () -> refuses(damaged), "round " + round);
    }
  }

  @Test
  void directoriesThatHoldThemselvesAreADiagnostic() throws IOException {
    byte[] fat = image("fat");
    ByteBuffer buffer = ByteBuffer.wrap(fat).order(ByteOrder.LITTLE_ENDIAN);
    int a = find(fat, "A          \20");
    buffer.putShort(find(fat, "DIRECT~1   \20") + 26, buffer.getShort(a + 26));
    assertTrue(assertTimeoutPreemptively(LONGEST, () -> refuses(fat)), "fat");
    byte[] iso = image("iso");
    buffer = ByteBuffer.wrap(iso).order(ByteOrder.LITTLE_ENDIAN);
    int root = buffer.getInt(16 * 2048 + 156 + 2);
    int record = 2048 * root;
    for (int i = 0; i < 2; i++) {
      record += iso[record] & 0xff; // itself and its parent come first
    }
    buffer.putInt(record + 2, root);
    buffer.order(ByteOrder.BIG_ENDIAN).putInt(record + 6, root);
    assertTrue(assertTimeoutPreemptively(LONGEST, () -> refuses(iso)), "iso");
  }

  @Test
  void aChainOfClustersThatEndsInItselfIsADiagnostic() throws IOException {
    byte[] fat = image("fat");
    ByteBuffer buffer = ByteBuffer.wrap(fat).order(ByteOrder.LITTLE_ENDIAN);
    int cluster = buffer.getShort(find(fat, "FILEOF~4   ") + 26);
    int table = buffer.getShort(14) * SECTOR;
    buffer.putShort(table + 2 * cluster, (short) cluster);
    assertTrue(assertTimeoutPreemptively(LONGEST, () -> refuses(fat)));
  }

  private static int find(byte[] image, String text) {
    int at = new String(image, StandardCharsets.ISO_8859_1).indexOf(text);
    assertTrue(at >= 0, text);
    return at;
  }

  private static int crc(byte[] bytes, int from, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  private static SampleTree tree() {
    SampleTree tree = new SampleTree();
    for (int size : new int[] {0, 700, 5000, 70_000}) {
      byte[] content = new byte[size];
      Arrays.fill(content, CONTENT);
      tree.add("a/directory/file of " + size, content);
    }
    return tree.add("b", new byte[] {CONTENT});
  }

  private byte[] image(String format) throws IOException {
    SampleTree tree = tree();
    Seed seed = Seed.of("hostile");
    switch (format) {
      case "fat" -> {
        FatOptions options = new FatOptions(3 << 20, "HOSTILE", seed);
        return write(
            options.size(), out -> FatWriter.write(out, options, tree.manifest(), tree.content()));
      }
      case "gpt" -> {
        PartitionPlan plan = new PartitionPlan(seed);
        plan.add(PartitionTypes.EFI, "efiboot", 1 << 20);
        plan.add(PartitionTypes.FREEBSD_UFS, "root", 1 << 20);
        return write(
            plan.minimumSize(), out -> GptWriter.write(out, plan.table(plan.minimumSize())));
      }
      case "iso" -> {
        tree.link("a/link", "some/where").hardlink(new RelativePath("c"), new RelativePath("b"));
        IsoOptions options = IsoOptions.of("HOSTILE", new RelativePath("b"));
        IsoPlan plan = IsoPlan.of(options, tree.manifest());
        return write(plan.size(), out -> IsoWriter.write(out, plan, tree.content()));
      }
      default -> {
        tree.link("a/link", "some/where").hardlink(new RelativePath("c"), new RelativePath("b"));
        UfsOptions options =
            UfsOptions.of(seed, "hostile").withBlocks(4096, 512).withCheckHashes(false);
        UfsPlan plan = UfsPlan.of(options, tree.manifest(), List.of());
        return write(plan.size(), out -> UfsWriter.write(out, plan, tree.content()));
      }
    }
  }

  private byte[] write(long size, Consumer<FileOutput> writer) throws IOException {
    Path path = temporary.resolve("image");
    try (FileOutput output = FileOutput.create(path, size)) {
      writer.accept(output);
    }
    byte[] image = Files.readAllBytes(path);
    Files.delete(path);
    return image;
  }
}
