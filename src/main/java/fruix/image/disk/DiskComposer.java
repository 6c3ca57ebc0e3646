package fruix.image.disk;

import fruix.image.FileContent;
import fruix.image.ImageOutput;
import fruix.image.gpt.GptWriter;
import fruix.image.gpt.Partition;
import fruix.image.gpt.PartitionPlan;
import fruix.image.gpt.PartitionTable;
import fruix.image.gpt.PartitionTypes;
import fruix.image.ufs.UfsOptions;
import fruix.image.ufs.UfsPlan;
import fruix.image.ufs.UfsWriter;
import fruix.mtree.Entry;
import fruix.mtree.Manifest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A disk that UEFI firmware starts FreeBSD from, and a BIOS if it is to: a GPT with an EFI system
 * partition {@value #ESP_NAME} that holds the loader, {@value #BIOS_NAME} for a BIOS, swap if it is
 * wanted, and last, so that it can grow, the root file system, {@value #ROOT_NAME} unless it is to
 * be called otherwise. All is planned before anything is written, and the partition table, without
 * which there is nothing to boot, is written last.
 */
public final class DiskComposer {
  public static final String ESP_NAME = "efiboot";
  public static final String BIOS_NAME = "biosboot";
  public static final String SWAP_NAME = "fruix-swap";
  public static final String ROOT_NAME = "fruix-root";

  /** What a running system may fill when no size is given: this, and a quarter of what it has. */
  private static final long LEAST_FREE = 256L << 20;

  private static final int FREE_FRACTION = 4;

  private final EfiSystemPartition esp;
  private final Optional<BiosBoot> bios;
  private final UfsPlan root;
  private final PartitionTable table;
  private final Partition espPartition;
  private final Partition rootPartition;

  private DiskComposer(
      EfiSystemPartition esp,
      Optional<BiosBoot> bios,
      UfsPlan root,
      PartitionTable table,
      Partition espPartition,
      Partition rootPartition) {
    this.esp = esp;
    this.bios = bios;
    this.root = root;
    this.table = table;
    this.espPartition = espPartition;
    this.rootPartition = rootPartition;
  }

  /**
   * Plans the disk of the root tree ROOT and the EFI program LOADER. A size that is given and too
   * small is a diagnostic that says by how much.
   */
  public static DiskComposer plan(DiskOptions options, Manifest root, Entry.File loader) {
    EfiSystemPartition esp = EfiSystemPartition.of(loader, options.seed());
    PartitionPlan partitions = new PartitionPlan(options.seed());
    Partition espPartition = partitions.add(PartitionTypes.EFI, ESP_NAME, esp.size());
    if (options.bios().isPresent()) {
      partitions.add(PartitionTypes.FREEBSD_BOOT, BIOS_NAME, BiosBoot.PARTITION_SIZE);
    }
    if (options.swapSize() > 0) {
      partitions.add(PartitionTypes.FREEBSD_SWAP, SWAP_NAME, options.swapSize());
    }
    long wanted = options.capacity() == 0 ? 0 : options.format().capacity(options.capacity());
    UfsPlan plan = root(options.withCapacity(wanted), root, partitions);
    Partition rootPartition =
        partitions.add(PartitionTypes.FREEBSD_UFS, options.rootLabel(), plan.size());
    long capacity = wanted == 0 ? options.format().capacity(partitions.minimumSize()) : wanted;
    return new DiskComposer(
        esp, options.bios(), plan, partitions.table(capacity), espPartition, rootPartition);
  }

  private static UfsPlan root(DiskOptions options, Manifest root, PartitionPlan partitions) {
    UfsOptions ufs = UfsOptions.of(options.seed(), options.rootLabel());
    if (options.rootSize() > 0) {
      return UfsPlan.of(ufs.withSize(options.rootSize()), root, List.of());
    }
    long room = partitions.room(options.capacity());
    if (options.capacity() > 0 && room > 0) {
      return UfsPlan.of(ufs.withSize(room), root, List.of());
    }
    long free = Math.max(LEAST_FREE, bytes(root) / FREE_FRACTION);
    return UfsPlan.of(ufs.withFreeSpace(free), root, List.of());
  }

  private static long bytes(Manifest tree) {
    return tree.entries().stream().mapToLong(e -> e instanceof Entry.File f ? f.size() : 0).sum();
  }

  /** The size of the disk, in bytes. */
  public long capacity() {
    return table.size();
  }

  /** The size of the root file system, in bytes. */
  public long rootSize() {
    return root.size();
  }

  /** The partitions, in their order on the disk. */
  public List<Partition> partitions() {
    return table.partitions();
  }

  /**
   * Writes the disk on DISK, of its capacity. LOADER has the one file that the plan was made for.
   */
  public void write(ImageOutput disk, FileContent content, FileContent loader) {
    if (disk.size() != capacity()) {
      throw new IllegalArgumentException("a disk of " + capacity() + " bytes on " + disk.size());
    }
    UfsWriter.write(disk.slice(rootPartition.offset(), rootPartition.size()), root, content);
    esp.write(disk.slice(espPartition.offset(), espPartition.size()), loader);
    bios.ifPresent(boot -> writeBios(disk, boot));
    disk.barrier();
    GptWriter.write(disk, table, bios.map(BiosBoot::master).orElse(new byte[0]));
  }

  private void writeBios(ImageOutput disk, BiosBoot boot) {
    Partition partition =
        table.partitions().stream()
            .filter(candidate -> candidate.type().equals(PartitionTypes.FREEBSD_BOOT))
            .findFirst()
            .orElseThrow();
    byte[] whole = Arrays.copyOf(boot.program(), (int) partition.size());
    disk.write(partition.offset(), ByteBuffer.wrap(whole));
  }
}
