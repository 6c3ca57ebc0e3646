package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads El Torito boot catalogs. */
final class BootCatalog {
  private static final int ENTRY = 32;

  private BootCatalog() {}

  /** One boot image: for which platform, from which sector on, how many sectors of 512 bytes. */
  record Boot(int platform, long sector, int count) {}

  /** The boot images of the disc; none when it has no catalog. */
  static List<Boot> read(ImageInput image) {
    ByteBuffer record;
    try {
      record = IsoReader.descriptor(image, IsoLayout.TYPE_BOOT);
    } catch (FruixException e) {
      return List.of();
    }
    byte[] system = new byte[IsoLayout.BOOT_SYSTEM.length()];
    record.get(7, system);
    if (!new String(system, StandardCharsets.ISO_8859_1).equals(IsoLayout.BOOT_SYSTEM)) {
      return List.of();
    }
    long sector = record.getInt(IsoLayout.CATALOG_POINTER) & 0xffffffffL;
    ByteBuffer catalog = image.read(sector * SECTOR, SECTOR);
    int sum = 0;
    for (int i = 0; i < ENTRY; i += 2) {
      sum += catalog.getShort(i);
    }
    if (catalog.get(0) != 1 || (sum & 0xffff) != 0 || catalog.getShort(30) != (short) 0xaa55) {
      throw image.damaged("its boot catalog has no valid first entry");
    }
    return entries(catalog);
  }

  private static List<Boot> entries(ByteBuffer catalog) {
    List<Boot> boots = new ArrayList<>();
    int platform = catalog.get(1) & 0xff;
    for (int at = ENTRY; at < catalog.limit(); at += ENTRY) {
      int indicator = catalog.get(at) & 0xff;
      if (indicator == 0x90 || indicator == 0x91) {
        platform = catalog.get(at + 1) & 0xff;
      } else if (indicator == IsoLayout.BOOTABLE) {
        long sector = catalog.getInt(at + 8) & 0xffffffffL;
        boots.add(new Boot(platform, sector, catalog.getShort(at + 6) & 0xffff));
      }
    }
    return boots;
  }

  /** The platforms that the disc boots on, as {@code efi}, {@code bios,efi} or {@code none}. */
  static String describe(ImageInput image) {
    List<String> names = new ArrayList<>();
    for (Boot boot : read(image)) {
      names.add(
          switch (boot.platform()) {
            case 0 -> "bios";
            case IsoLayout.PLATFORM_EFI -> "efi";
            default -> "platform-" + boot.platform();
          });
    }
    return names.isEmpty() ? "none" : String.join(",", names);
  }
}
