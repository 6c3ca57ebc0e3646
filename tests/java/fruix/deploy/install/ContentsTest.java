package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageInput;
import fruix.image.SampleTree;
import fruix.image.Seed;
import fruix.image.fat.FatOptions;
import fruix.image.fat.FatWriter;
import fruix.image.gpt.GptWriter;
import fruix.image.gpt.PartitionPlan;
import fruix.image.gpt.PartitionTypes;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContentsTest {
  private static final int MIB = 1 << 20;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path dir;

  private static List<String> of(Path file) {
    try (FileInput input = FileInput.open(file)) {
      return Contents.of(input, true);
    }
  }

  @Test
  void nothingIsLostOfZeros() {
    assertEquals(List.of(), Contents.of(ImageInput.of("z", new byte[3 * MIB]), true));
    assertEquals(List.of(), Contents.of(ImageInput.of("z", new byte[7]), true));
    byte[] middle = new byte[3 * MIB];
    middle[MIB + 5] = 1;
    List<String> unknown = List.of("data of an unknown kind");
    assertEquals(unknown, Contents.of(ImageInput.of("m", middle), true));
    assertEquals(List.of(), Contents.of(ImageInput.of("m", middle), false));
    for (int at : List.of(0, MIB - 1, 2 * MIB, 3 * MIB - 1)) {
      byte[] end = new byte[3 * MIB];
      end[at] = 1;
      assertEquals(unknown, Contents.of(ImageInput.of("e", end), false), "at " + at);
    }
  }

  @Test
  void ownFormatsAreKnown() throws IOException {
    Path table = dir.resolve("table");
    PartitionPlan plan = new PartitionPlan(Seed.of("s"));
    plan.add(PartitionTypes.EFI, "efiboot", MIB);
    plan.add(PartitionTypes.FREEBSD_UFS, "", MIB);
    try (FileOutput out = FileOutput.create(table, 4 * MIB)) {
      GptWriter.write(out, plan.table(4 * MIB));
    }
    String second = plan.table(4 * MIB).partitions().get(1).id().toString();
    assertEquals(List.of("the partitions efiboot, " + second), of(table));
    try (FileOutput out = FileOutput.overwrite(table, 4 * MIB)) {
      out.write(600, ByteBuffer.wrap(new byte[] {1}));
    }
    assertEquals(List.of("the partitions efiboot, " + second), of(table), "by the backup");
    SampleTree tree = new SampleTree().add("f", new byte[10]);
    Path fat = dir.resolve("fat");
    try (FileOutput out = FileOutput.create(fat, 34 * MIB)) {
      FatOptions options = new FatOptions(34 * MIB, "X", Seed.of("s"));
      FatWriter.write(out, options, tree.manifest(), tree.content());
    }
    assertEquals(List.of("a FAT file system"), of(fat));
    Path ufs = dir.resolve("ufs");
    UfsOptions options = UfsOptions.of(Seed.of("s"), "x").withSize(8 * MIB);
    UfsPlan layout = UfsPlan.of(options, tree.manifest(), List.of());
    try (FileOutput out = FileOutput.create(ufs, 8 * MIB)) {
      UfsWriter.write(out, layout, tree.content());
    }
    assertEquals(List.of("a UFS file system"), of(ufs));
  }

  @Test
  void otherFormatsAreKnown() {
    for (Signature signature : Signature.ALL) {
      byte[] disk = new byte[MIB];
      int at = (int) (signature.offset() < 0 ? MIB + signature.offset() : signature.offset());
      for (int i = 0; i < signature.magic().size(); i++) {
        disk[at + i] = signature.magic().get(i);
      }
      assertEquals(
          List.of(signature.description()), Contents.of(ImageInput.of("disk", disk), false));
    }
    byte[] mbr = new byte[MIB];
    mbr[450] = (byte) 0xa5;
    mbr[510] = 0x55;
    mbr[511] = (byte) 0xaa;
    assertEquals(List.of("an MBR partition table"), Contents.of(ImageInput.of("mbr", mbr), false));
  }

  @Test
  void whatToolsOfThisMachineMakeIsKnown() throws IOException, InterruptedException {
    made("an ext file system", "/sbin/mke2fs", "-q", "-F");
    made("swap space", "/sbin/mkswap");
  }

  private void made(String expected, String program, String... options)
      throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of(program)), "there is no " + program);
    Path file = dir.resolve("made");
    FileOutput.replace(file, 8 * MIB).close();
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(options));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    assertEquals(0, process.waitFor());
    assertEquals(List.of(expected), of(file));
  }
}
