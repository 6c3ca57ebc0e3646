package fruix.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fruix.image.Seed;
import fruix.image.gpt.PartitionPlan;
import fruix.image.gpt.PartitionTypes;
import fruix.sexp.SexpReader;
import fruix.store.StorePath;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InstallRecordTest {
  private static final String CLOSURE =
      "/frx/store/0123456789012345678901234567890123456789-fruix-system-web";

  @Test
  void oneFieldALine() {
    PartitionPlan plan = new PartitionPlan(Seed.of("s"));
    plan.add(PartitionTypes.EFI, "efiboot", 40L << 20);
    plan.add(PartitionTypes.FREEBSD_UFS, "fruix-root", 10L << 30);
    InstallRecord record =
        new InstallRecord(
            StorePath.parse(CLOSURE),
            TargetKind.BLOCK_DEVICE,
            12L << 30,
            10L << 30,
            plan.table(12L << 30).partitions());
    String text = new String(record.toBytes(), StandardCharsets.UTF_8);
    assertEquals(
        """
        (fruix-install
          (format-version 1)
          (closure "%s")
          (target-kind block-device)
          (disk-capacity 12884901888)
          (root-size 10737418240)
          (partition (label "efiboot") (type efi) (device "/dev/gpt/efiboot") (size 41943040))
          (partition (label "fruix-root") (type freebsd-ufs) (device "/dev/gpt/fruix-root") (size 10737418240)))
        """
            .formatted(CLOSURE),
        text);
    assertEquals(1, SexpReader.readAll("install.scm", text).size());
  }
}
