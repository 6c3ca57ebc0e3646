package fruix.image.gpt;

import java.util.Map;
import java.util.UUID;

/** The partition types that FreeBSD boots from and uses ({@code sys/sys/disk/gpt.h}). */
public final class PartitionTypes {
  public static final UUID EFI = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");
  public static final UUID FREEBSD_BOOT = UUID.fromString("83bd6b9d-7f41-11dc-be0b-001560b84f0f");
  public static final UUID FREEBSD_SWAP = UUID.fromString("516e7cb5-6ecf-11d6-8ff8-00022d09712b");
  public static final UUID FREEBSD_UFS = UUID.fromString("516e7cb6-6ecf-11d6-8ff8-00022d09712b");
  public static final UUID FREEBSD_ZFS = UUID.fromString("516e7cba-6ecf-11d6-8ff8-00022d09712b");

  private static final Map<UUID, String> NAMES =
      Map.of(
          EFI, "efi",
          FREEBSD_BOOT, "freebsd-boot",
          FREEBSD_SWAP, "freebsd-swap",
          FREEBSD_UFS, "freebsd-ufs",
          FREEBSD_ZFS, "freebsd-zfs");

  private PartitionTypes() {}

  /** The name that {@code gpart(8)} gives TYPE, or the GUID for a type not listed here. */
  public static String name(UUID type) {
    return NAMES.getOrDefault(type, type.toString());
  }
}
