package fruix.deploy.install;

import fruix.deploy.BiosPrograms;
import fruix.deploy.RootfsPlan;
import fruix.deploy.SystemDisk;
import fruix.image.FileInput;
import fruix.image.FileOutput;
import fruix.image.ImageOutput;
import fruix.image.SectorOutput;
import fruix.image.Seed;
import fruix.image.disk.DiskOptions;
import fruix.image.gpt.Partition;
import fruix.scheme.DiskSizes;
import fruix.store.Store;
import fruix.store.StorePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A closure on its way to a target. All is planned before the target is touched. Then whatever made
 * it bootable before is wiped, everything is written, and the partition table last, its primary
 * header last of all: a run that ends too early leaves nothing that a machine would boot.
 */
public final class Installation {
  /** What is wiped at either end of a disk and of a partition: no signature lies deeper. */
  private static final long END = 1 << 20;

  private final Target target;
  private final SystemDisk disk;
  private final InstallRecord record;

  private Installation(Target target, SystemDisk disk, InstallRecord record) {
    this.target = target;
    this.disk = disk;
    this.record = record;
  }

  /**
   * Plans the disk with CLOSURE of STORE that TARGET is to become. A size that is given and too
   * small is a diagnostic that says by how much.
   *
   * @param sizes those wanted; a disk has the capacity that it has, and a file that is there keeps
   *     its own unless one is given
   * @param bios whether a BIOS is to boot it, too
   */
  public static Installation plan(
      Store store, StorePath closure, Target target, DiskSizes sizes, boolean bios) {
    RootfsPlan root = RootfsPlan.of(store, closure);
    DiskOptions wanted =
        DiskOptions.of(Seed.of(closure.toString()))
            .withCapacity(capacity(target, sizes))
            .withRootSize(sizes.root().orElse(0))
            .withSwapSize(sizes.swap().orElse(0));
    if (bios) {
      wanted = wanted.withBios(BiosPrograms.of(store, closure));
    }
    // The record takes one fragment, whatever it says, and says how large all has come out.
    SystemDisk draft =
        SystemDisk.plan(store, root.withFile(InstallRecord.PLACE, new byte[1]), wanted);
    InstallRecord record = InstallRecord.of(closure, target.kind(), draft.layout());
    DiskOptions exact = wanted.withCapacity(record.capacity()).withRootSize(record.rootSize());
    RootfsPlan installed = root.withFile(InstallRecord.PLACE, record.toBytes());
    return new Installation(target, SystemDisk.plan(store, installed, exact), record);
  }

  private static long capacity(Target target, DiskSizes sizes) {
    long own = target.size() / Target.SECTOR * Target.SECTOR;
    return target.kind() == TargetKind.BLOCK_DEVICE ? own : sizes.capacity().orElse(own);
  }

  /** What the machine will know of it. */
  public InstallRecord record() {
    return record;
  }

  /** Writes the target. A file that was made for it does not outlive a failure. */
  public void write() {
    if (target.kind() == TargetKind.RAW_FILE) {
      writeFile();
    } else {
      writeDisk();
    }
  }

  private void writeFile() {
    try (FileOutput file = FileOutput.replace(target.path(), record.capacity())) {
      try {
        file.sync();
        disk.write(file);
        file.sync();
      } catch (RuntimeException e) {
        if (!target.present()) {
          delete(target.path(), e);
        }
        throw e;
      }
    }
  }

  private static void delete(Path file, RuntimeException because) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private void writeDisk() {
    try (FileInput before = FileInput.open(target.path(), record.capacity());
        FileOutput device = FileOutput.overwrite(target.path(), record.capacity())) {
      SectorOutput output = new SectorOutput(device, before, target.sectorSize());
      wipe(output);
      disk.write(output);
      device.sync();
    }
  }

  /** First the tables of old, at both ends; then what might still be taken for a file system. */
  private void wipe(ImageOutput device) {
    wipeEnds(device, 0, device.size());
    device.barrier();
    for (Partition partition : record.partitions()) {
      wipeEnds(device, partition.offset(), partition.size());
    }
  }

  private static void wipeEnds(ImageOutput device, long offset, long size) {
    long length = Math.min(END, size);
    device.writeZeros(offset, length);
    device.writeZeros(offset + size - length, length);
  }
}
