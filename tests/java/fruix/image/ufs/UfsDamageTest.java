package fruix.image.ufs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.Damage;
import fruix.image.FileOutput;
import fruix.image.ImageInput;
import fruix.image.ImageWalk;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.io.RelativePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the reader makes of file systems that nobody would write. */
final class UfsDamageTest {
  private byte[] image = {};
  private UfsGeometry geometry = UfsGeometry.of(4096, 512, 8192, 100);

  @BeforeEach
  void write(@TempDir Path temporary) throws IOException {
    SampleTree tree =
        new SampleTree()
            .add("big", SampleTree.noise(1, 90_000))
            .add("a/b/c", SampleTree.noise(2, 700))
            .add("a/d", SampleTree.noise(3, 5000))
            .link("a/short", "target")
            .link("a/long", "t".repeat(300));
    tree.hardlink(new RelativePath("a/b/hard"), new RelativePath("a/d"));
    for (int i = 0; i < 60; i++) {
      tree.add("many/file" + i, SampleTree.noise(i, i));
    }
    UfsOptions options =
        UfsOptions.of(Seed.of("s"), "x").withBlocks(4096, 512).withCheckHashes(false);
    UfsPlan plan = UfsPlan.of(options, tree.manifest(), List.of());
    Path path = temporary.resolve("image");
    try (FileOutput output = FileOutput.create(path, plan.size())) {
      UfsWriter.write(output, plan, tree.content());
    }
    image = Files.readAllBytes(path);
    geometry = plan.geometry;
  }

  private static boolean refuses(byte[] bytes) {
    try {
      UfsReader reader = UfsReader.open(ImageInput.of("image", bytes));
      reader.summary();
      reader.verify();
      ImageWalk.copy(reader, reader.root(), new SampleTree());
      return false;
    } catch (FruixException e) {
      return true;
    }
  }

  private List<String> faults() {
    return UfsReader.open(ImageInput.of("image", image)).verify();
  }

  /** Flips bits where a reader is steered: superblock, group, inodes, directories, pointers. */
  @Test
  @Timeout(120)
  void anyDamageIsADiagnostic() {
    Random random = new Random(3);
    int[] starts = {
      65536,
      (int) geometry.bytes(geometry.header()),
      (int) geometry.inodeOffset(2),
      (int) geometry.bytes(geometry.data())
    };
    int[] lengths = {1376, 1024, 30 * 256, 40_000};
    int refused = 0;
    for (int round = 0; round < 3000; round++) {
      byte[] damaged = image.clone();
      int part = round % 4;
      for (int i = 0; i <= random.nextInt(16); i++) {
        Damage.flip(damaged, starts[part] + random.nextInt(lengths[part]), random.nextInt(8));
      }
      refused += refuses(damaged) ? 1 : 0;
    }
    assertTrue(refused > 300, "only " + refused + " refused");
  }

  @Test
  @Timeout(60)
  void aTruncatedImageIsADiagnostic() {
    Random random = new Random(4);
    for (int round = 0; round < 200; round++) {
      assertTrue(refuses(Arrays.copyOf(image, random.nextInt(image.length - 1))));
    }
  }

  @Test
  @Timeout(60)
  void randomFieldsOfTheSuperblockAreADiagnostic() {
    Random random = new Random(5);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = image.clone();
      ByteBuffer b = ByteBuffer.wrap(damaged).order(ByteOrder.LITTLE_ENDIAN);
      int[] values = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, random.nextInt()};
      b.putInt(65536 + 4 * random.nextInt(343), values[random.nextInt(values.length)]);
      refuses(damaged);
    }
    ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(65536 + UfsLayout.NCG, -1);
    assertTrue(refuses(image));
  }

  @Test
  void aDirectoryThatHoldsItsParentIsADiagnostic() {
    int a = directoryRecord("b");
    ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(a, UfsLayout.ROOT_INODE);
    assertTrue(refuses(image));
    assertTrue(faults().toString().contains("has two names"), faults().toString());
  }

  @Test
  void aNameWithASlashIsADiagnostic() {
    image[directoryRecord("big") + UfsLayout.D_NAME] = '/';
    assertTrue(refuses(image));
    assertTrue(faults().toString().contains("name that cannot be"), faults().toString());
  }

  @Test
  void verifyFindsWrongLinkCountsMapsAndSharedBlocks() {
    ByteBuffer b = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int inode = (int) geometry.inodeOffset(b.getInt(directoryRecord("d")));
    b.putShort(inode + UfsLayout.DI_NLINK, (short) 3);
    assertTrue(faults().toString().contains("has 2 links, not 3"), faults().toString());
    b.putShort(inode + UfsLayout.DI_NLINK, (short) 2);
    assertTrue(faults().isEmpty());
    int other = (int) geometry.inodeOffset(b.getInt(directoryRecord("c")));
    long block = b.getLong(inode + UfsLayout.DI_DB);
    b.putLong(other + UfsLayout.DI_DB, block);
    assertTrue(faults().toString().contains("as another has"), faults().toString());
    assertTrue(faults().toString().contains("wrong map"), faults().toString());
  }

  @Test
  void verifyFindsAWrongCheckHash(@TempDir Path temporary) throws IOException {
    SampleTree tree = new SampleTree().add("f", SampleTree.noise(1, 10));
    UfsPlan plan = UfsPlan.of(UfsOptions.of(Seed.of("s"), "x"), tree.manifest(), List.of());
    Path path = temporary.resolve("hashed");
    try (FileOutput output = FileOutput.create(path, plan.size())) {
      UfsWriter.write(output, plan, tree.content());
    }
    image = Files.readAllBytes(path);
    assertTrue(faults().isEmpty());
    Damage.flip(image, (int) plan.geometry.inodeOffset(3) + UfsLayout.DI_MTIME, 0);
    assertTrue(faults().toString().contains("wrong check hash"), faults().toString());
    Damage.flip(image, UfsLayout.SUPERBLOCK + UfsLayout.TIME, 0);
    assertTrue(refuses(image));
    assertFalse(UfsReader.matches(ImageInput.of("zeros", new byte[1 << 20])));
  }

  /** Where the record of NAME is in the image. */
  private int directoryRecord(String name) {
    byte[] record = new byte[name.length() + 2];
    record[0] = (byte) name.length();
    System.arraycopy(name.getBytes(StandardCharsets.US_ASCII), 0, record, 1, name.length());
    for (int at = (int) geometry.bytes(geometry.data()); at < image.length; at++) {
      if (Arrays.equals(image, at, at + record.length, record, 0, record.length)) {
        return at - UfsLayout.D_NAMLEN;
      }
    }
    throw new AssertionError("no record " + name);
  }
}
