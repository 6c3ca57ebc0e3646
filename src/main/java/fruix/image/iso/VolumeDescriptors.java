package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes the volume descriptors and the boot catalog. */
final class VolumeDescriptors {
  private final IsoPlan plan;

  VolumeDescriptors(IsoPlan plan) {
    this.plan = plan;
  }

  /** ECMA-119 8.4. */
  ByteBuffer primary() {
    ByteBuffer b = descriptor(IsoLayout.TYPE_PRIMARY);
    Fields.text(b, IsoLayout.SYSTEM_ID, 32, "");
    Fields.text(b, IsoLayout.VOLUME_ID, IsoLayout.VOLUME_ID_LENGTH, plan.options.label());
    Fields.both32(b, IsoLayout.SPACE_SIZE, plan.sectors);
    Fields.both16(b, IsoLayout.SET_SIZE, 1);
    Fields.both16(b, IsoLayout.SEQUENCE, 1);
    Fields.both16(b, IsoLayout.BLOCK_SIZE, SECTOR);
    Fields.both32(b, IsoLayout.PATH_TABLE_SIZE, plan.pathTable.size());
    b.putInt(IsoLayout.PATH_TABLE_L, (int) plan.pathTableL);
    b.putInt(IsoLayout.PATH_TABLE_M, Integer.reverseBytes((int) plan.pathTableM));
    DirectoryExtent.record(
        b, IsoLayout.ROOT_RECORD, 34, new byte[] {0}, plan.root(), plan.options.time());
    Fields.text(b, IsoLayout.VOLUME_SET_ID, IsoLayout.LONG_ID_LENGTH, "");
    Fields.text(b, IsoLayout.PUBLISHER_ID, IsoLayout.LONG_ID_LENGTH, "");
    Fields.text(b, IsoLayout.PREPARER_ID, IsoLayout.LONG_ID_LENGTH, "FRUIX");
    Fields.text(b, IsoLayout.APPLICATION_ID, IsoLayout.LONG_ID_LENGTH, "FRUIX");
    Fields.text(b, IsoLayout.FILE_IDS, IsoLayout.FILE_IDS_END - IsoLayout.FILE_IDS, "");
    for (int i = 0; i < 2; i++) {
      Fields.longDate(b, IsoLayout.CREATION + i * IsoLayout.DATE_LENGTH, plan.options.time());
    }
    for (int i = 2; i < 4; i++) {
      Fields.text(b, IsoLayout.CREATION + i * IsoLayout.DATE_LENGTH, 16, "0000000000000000");
    }
    b.put(IsoLayout.STRUCTURE_VERSION, (byte) 1);
    return b;
  }

  /** El Torito 2.0: where the catalog is. */
  ByteBuffer bootRecord() {
    ByteBuffer b = descriptor(IsoLayout.TYPE_BOOT);
    b.put(7, IsoLayout.BOOT_SYSTEM.getBytes(StandardCharsets.US_ASCII));
    b.putInt(IsoLayout.CATALOG_POINTER, (int) plan.catalog);
    return b;
  }

  /** ECMA-119 8.3. */
  ByteBuffer end() {
    return descriptor(IsoLayout.TYPE_END);
  }

  /**
   * El Torito 2.1 and 2.2, UEFI 13.3.2.1: a validation entry and a default entry for the platform
   * EFI, which boots EFI without emulation.
   */
  ByteBuffer bootCatalog(IsoNode efi) {
    ByteBuffer b = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, (byte) 1);
    b.put(1, (byte) IsoLayout.PLATFORM_EFI);
    b.put(4, "FRUIX".getBytes(StandardCharsets.US_ASCII));
    b.putShort(30, (short) 0xaa55);
    int sum = 0;
    for (int i = 0; i < 32; i += 2) {
      sum += b.getShort(i);
    }
    b.putShort(28, (short) -sum);
    b.put(32, (byte) IsoLayout.BOOTABLE);
    long count = (efi.size + IsoLayout.BOOT_SECTOR - 1) / IsoLayout.BOOT_SECTOR;
    b.putShort(32 + 6, (short) count);
    b.putInt(32 + 8, (int) efi.sector);
    return b;
  }

  private static ByteBuffer descriptor(int type) {
    ByteBuffer b = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    b.put(0, (byte) type);
    b.put(1, IsoLayout.STANDARD_ID.getBytes(StandardCharsets.US_ASCII));
    b.put(6, (byte) 1);
    return b;
  }
}
