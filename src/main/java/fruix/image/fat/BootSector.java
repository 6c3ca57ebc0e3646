package fruix.image.fat;

import static fruix.image.fat.FatLayout.SECTOR;

import fruix.image.ImageOutput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The reserved sectors of a new file system. */
final class BootSector {
  private static final int FS_INFO = 1;
  private static final int BACKUP = 6;

  /** hlt; jmp back: a machine that boots this sector stops. */
  private static final byte[] HALT = {(byte) 0xf4, (byte) 0xeb, (byte) 0xfd};

  private final FatPlan plan;
  private final FatGeometry geometry;

  BootSector(FatPlan plan) {
    this.plan = plan;
    this.geometry = plan.geometry;
  }

  void write(ImageOutput image) {
    ByteBuffer reserved =
        ByteBuffer.allocate(geometry.reservedSectors() * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    reserved.put(0, boot().array());
    if (geometry.bits() == 32) {
      reserved.put(FS_INFO * SECTOR, fsInfo().array());
      reserved.put(BACKUP * SECTOR, boot().array());
      reserved.put((BACKUP + FS_INFO) * SECTOR, fsInfo().array());
    }
    image.write(0, reserved);
  }

  private ByteBuffer boot() {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = geometry.bits() == 32;
    int extended = wide ? FatLayout.EXTENDED_32 : FatLayout.EXTENDED_16;
    boolean small = geometry.sectors() < 0x10000 && !wide;
    sector.put(
        0, new byte[] {(byte) 0xeb, (byte) (extended + FatLayout.BOOT_CODE - 2), (byte) 0x90});
    ascii(sector, FatLayout.OEM_NAME, 8, "FRUIX");
    sector.putShort(FatLayout.BYTES_PER_SECTOR, (short) SECTOR);
    sector.put(FatLayout.SECTORS_PER_CLUSTER, (byte) geometry.sectorsPerCluster());
    sector.putShort(FatLayout.RESERVED_SECTORS, (short) geometry.reservedSectors());
    sector.put(FatLayout.FAT_COUNT, (byte) geometry.fatCount());
    int rootEntries = geometry.rootSectors() * SECTOR / FatLayout.ENTRY_LENGTH;
    sector.putShort(FatLayout.ROOT_ENTRIES, (short) rootEntries);
    sector.putShort(FatLayout.TOTAL_SECTORS_16, (short) (small ? geometry.sectors() : 0));
    sector.put(FatLayout.MEDIA, FatLayout.FIXED_MEDIA);
    sector.putShort(FatLayout.FAT_SECTORS_16, (short) (wide ? 0 : geometry.fatSectors()));
    sector.putShort(FatLayout.SECTORS_PER_TRACK, (short) 63);
    sector.putShort(FatLayout.HEADS, (short) 255);
    sector.putInt(FatLayout.TOTAL_SECTORS_32, (int) (small ? 0 : geometry.sectors()));
    if (wide) {
      sector.putInt(FatLayout.FAT_SECTORS_32, (int) geometry.fatSectors());
      sector.putInt(FatLayout.ROOT_CLUSTER, FatLayout.FIRST_CLUSTER);
      sector.putShort(FatLayout.FS_INFO_SECTOR, (short) FS_INFO);
      sector.putShort(FatLayout.BACKUP_BOOT_SECTOR, (short) BACKUP);
    }
    sector.put(extended + FatLayout.DRIVE, (byte) 0x80);
    sector.put(extended + FatLayout.BOOT_SIGNATURE, (byte) 0x29);
    sector.putInt(extended + FatLayout.VOLUME_ID, plan.seed.nonZeroInt("FAT serial " + plan.label));
    ascii(sector, extended + FatLayout.VOLUME_LABEL, FatLayout.NAME_LENGTH, plan.label);
    ascii(sector, extended + FatLayout.TYPE_NAME, 8, "FAT" + geometry.bits());
    sector.put(extended + FatLayout.BOOT_CODE, HALT);
    sector.putShort(FatLayout.SIGNATURE, (short) FatLayout.SIGNATURE_VALUE);
    return sector;
  }

  private ByteBuffer fsInfo() {
    ByteBuffer sector = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    long used = plan.nextCluster - FatLayout.FIRST_CLUSTER;
    sector.putInt(0, FatLayout.FS_INFO_LEAD_VALUE);
    sector.putInt(FatLayout.FS_INFO_STRUCTURE, FatLayout.FS_INFO_STRUCTURE_VALUE);
    sector.putInt(FatLayout.FS_INFO_FREE, (int) (geometry.clusters() - used));
    sector.putInt(
        FatLayout.FS_INFO_NEXT, used == geometry.clusters() ? -1 : (int) plan.nextCluster);
    sector.putShort(FatLayout.SIGNATURE, (short) FatLayout.SIGNATURE_VALUE);
    return sector;
  }

  private static void ascii(ByteBuffer sector, int at, int length, String text) {
    for (int i = 0; i < length; i++) {
      sector.put(at + i, i < text.length() ? (byte) text.charAt(i) : (byte) ' ');
    }
  }
}
