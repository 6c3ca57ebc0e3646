package fruix.image.gpt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fruix.diag.FruixException;
import fruix.image.Damage;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageInput;
import fruix.image.Judge;
import fruix.image.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GptTest {
  private static final long MIB = 1 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  private static PartitionPlan plan() {
    PartitionPlan plan = new PartitionPlan(Seed.of("a closure"));
    plan.add(PartitionTypes.EFI, "efiboot", 40 * MIB);
    plan.add(PartitionTypes.FREEBSD_SWAP, "swap", 3 * MIB + 512);
    plan.add(PartitionTypes.FREEBSD_UFS, "fruix-root", 17 * MIB);
    return plan;
  }

  private Path write(String name, byte[] bootCode) {
    Path path = temporary.resolve(name);
    PartitionPlan plan = plan();
    try (FileOutput output = FileOutput.create(path, plan.minimumSize())) {
      GptWriter.write(output, plan.table(plan.minimumSize()), bootCode);
    }
    return path;
  }

  private byte[] written() throws IOException {
    return Files.readAllBytes(write("disk.img", new byte[0]));
  }

  @Test
  void bytesAreWhereTheSpecificationSays() throws IOException {
    byte[] boot = new byte[512];
    Arrays.fill(boot, (byte) 0x90);
    ByteBuffer disk =
        ByteBuffer.wrap(Files.readAllBytes(write("disk.img", boot))).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals((byte) 0x90, disk.get(439));
    assertEquals(0, disk.get(440));
    assertEquals((byte) 0xee, disk.get(450));
    assertEquals(1, disk.getInt(454));
    assertEquals(disk.limit() / 512 - 1, disk.getInt(458));
    assertEquals((short) 0xaa55, disk.getShort(510));
    assertEquals("EFI PART", new String(disk.array(), 512, 8, "US-ASCII"));
    assertEquals(disk.limit() / 512 - 1, disk.getLong(512 + 32));
    assertEquals(34, disk.getLong(512 + 40));
    byte[] efi = {0x28, 0x73, 0x2a, (byte) 0xc1, 0x1f, (byte) 0xf8, (byte) 0xd2, 0x11};
    assertArrayEquals(efi, Arrays.copyOfRange(disk.array(), 1024, 1032));
    assertEquals(2048, disk.getLong(1024 + 32));
    assertEquals('e', disk.getChar(1024 + 56));
    assertEquals("EFI PART", new String(disk.array(), disk.limit() - 512, 8, "US-ASCII"));
  }

  @Test
  void partitionsStartOnAMebibyteAndReadBackEqual() {
    try (FileInput input = FileInput.open(write("disk.img", new byte[0]))) {
      List<Partition> partitions = GptReader.read(input);
      assertEquals(plan().table(plan().minimumSize()).partitions(), partitions);
      assertEquals(Seed.of("a closure").uuid("disk"), GptReader.disk(input));
      assertTrue(partitions.stream().allMatch(p -> p.offset() % MIB == 0));
      assertEquals(3 * MIB + 512, partitions.get(1).size());
      assertEquals(List.of(), GptReader.verify(input));
    }
  }

  @Test
  void twoRunsWriteTheSameBytes() throws IOException {
    assertEquals(-1, Files.mismatch(write("one.img", new byte[0]), write("two.img", new byte[0])));
  }

  @Test
  void sgdiskFindsNoProblems() throws Exception {
    String verdict = Judge.run("sgdisk", "-v", write("disk.img", new byte[0]));
    assertTrue(verdict.contains("No problems found"), verdict);
    String listing = Judge.run("sgdisk", "-p", temporary.resolve("disk.img"));
    assertTrue(listing.contains("fruix-root") && listing.contains("A503"), listing);
    String info = Judge.run("sgdisk", "-i", "1", temporary.resolve("disk.img"));
    String id = plan().table(plan().minimumSize()).partitions().get(0).id().toString();
    assertTrue(info.toLowerCase(Locale.ROOT).contains(id), info);
  }

  @Test
  void readsTheBackupWhenThePrimaryIsLost() throws IOException {
    byte[] disk = written();
    Arrays.fill(disk, 0, 34 * 512, (byte) 0);
    assertEquals("fruix-root", GptReader.read(bytes(disk)).get(2).name());
    assertEquals(2, GptReader.verify(bytes(disk)).size());
  }

  @Test
  void aFlippedBitIsFound() throws IOException {
    byte[] disk = written();
    for (int at : new int[] {512 + 40, 512 + 56, 1024 + 33, 1024 + 128 + 60, disk.length - 500}) {
      byte[] damaged = disk.clone();
      Damage.flip(damaged, at, 2);
      assertTrue(!GptReader.verify(bytes(damaged)).isEmpty(), "bit at " + at);
    }
  }

  @Test
  void anyDamageIsADiagnostic() throws IOException {
    byte[] disk = Arrays.copyOf(written(), 40 * 512);
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      byte[] damaged = Arrays.copyOf(disk, random.nextInt(disk.length + 1));
      for (int i = 0; i < 3 && damaged.length > 0; i++) {
        Damage.flip(damaged, random.nextInt(Math.min(damaged.length, 1400)), random.nextInt(8));
      }
      assertThrows(FruixException.class, () -> GptReader.read(bytes(damaged)));
      GptReader.verify(bytes(damaged));
    }
  }

  @Test
  void tooSmallADiskSaysByHowMuch() {
    PartitionPlan plan = plan();
    FruixException e =
        assertThrows(FruixException.class, () -> plan.table(plan.minimumSize() - 2 * MIB));
    assertTrue(e.diagnostics().get(0).message().contains("too small by"));
    assertTrue(
        plan().room(100 * MIB) > 0 && plan().room(100 * MIB) % MIB == 0, "room for one more");
  }

  private static ImageInput bytes(byte[] disk) {
    return ImageInput.of("disk.img", disk);
  }
}
