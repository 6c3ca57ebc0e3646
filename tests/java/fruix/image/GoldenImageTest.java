package fruix.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fruix.hash.Sha256;
import fruix.image.disk.DiskFormat;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same tree gives the same images on every machine, for every user and with every JDK. Where an
 * image changes on purpose, {@code ACCEPT=1} writes the new hashes, and the builders that make
 * images get a new version.
 */
final class GoldenImageTest {
  private static final Path GOLDEN = Path.of("tests/golden/images.sha256");
  private static final Seed SEED = Seed.of("golden");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path temporary;

  @Test
  void imagesAreTheSameEverywhere() throws IOException {
    SampleTree tree = tree();
    FatOptions fat = new FatOptions(34 << 20, "EFIBOOT", SEED);
    UfsPlan ufs = UfsPlan.of(UfsOptions.of(SEED, "root"), withLinks().manifest(), List.of());
    RelativePath efi = new RelativePath("EFI/BOOT/BOOTX64.EFI");
    IsoPlan iso = IsoPlan.of(IsoOptions.of("GOLDEN", efi), withLinks().manifest());
    PartitionPlan plan = new PartitionPlan(SEED);
    plan.add(PartitionTypes.EFI, "efiboot", 1 << 20);
    long disk = plan.minimumSize();
    String hashes =
        hash("fat", fat.size(), out -> FatWriter.write(out, fat, tree.manifest(), tree.content()))
            + hash("gpt", disk, out -> GptWriter.write(out, plan.table(disk)))
            + converted(DiskFormat.QCOW2)
            + converted(DiskFormat.QCOW2_COMPRESSED)
            + converted(DiskFormat.VHD)
            + converted(DiskFormat.VHD_FIXED)
            + converted(DiskFormat.VMDK)
            + converted(DiskFormat.VMDK_STREAM)
            + hash("iso", iso.size(), out -> IsoWriter.write(out, iso, withLinks().content()))
            + hash("ufs", ufs.size(), out -> UfsWriter.write(out, ufs, withLinks().content()));
    if ("1".equals(System.getenv("ACCEPT"))) {
      Files.writeString(GOLDEN, hashes);
    }
    assertEquals(Files.readString(GOLDEN), hashes);
  }

  private static SampleTree tree() {
    SampleTree tree = new SampleTree().add("EFI/BOOT/BOOTX64.EFI", SampleTree.noise(1, 600_000));
    for (int i = 0; i < 50; i++) {
      tree.add("frx/store/a name of many letters " + i, SampleTree.noise(i, i * 999));
    }
    return tree.add("frx/größe", new byte[0]);
  }

  private static SampleTree withLinks() {
    SampleTree tree = tree().link("short", "frx/store").link("long", "l".repeat(200));
    tree.hardlink(new RelativePath("hard"), new RelativePath("frx/größe"));
    return tree;
  }

  private String converted(DiskFormat format) throws IOException {
    int size = (int) format.capacity(40 << 20);
    Path path = Files.createDirectory(temporary.resolve(format.text())).resolve(format.fileName());
    format.write(ImageInput.of("disk", SampleDisk.of(42, size)), path, SEED);
    return Sha256.of(Files.readAllBytes(path)).hex() + "  " + format.text() + "\n";
  }

  private String hash(String name, long size, Consumer<ImageOutput> writer) throws IOException {
    Path path = temporary.resolve(name);
    try (FileOutput output = FileOutput.create(path, size)) {
      writer.accept(output);
    }
    return Sha256.of(Files.readAllBytes(path)).hex() + "  " + name + "\n";
  }
}
