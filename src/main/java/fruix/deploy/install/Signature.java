package fruix.deploy.install;

import fruix.image.ImageInput;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes by which something is known that Fruix does not read.
 *
 * @param offset from the first byte of the disk; from behind its last one when negative
 */
record Signature(String description, long offset, List<Byte> magic) {

  /** The offsets and values are those of each format's own header files. */
  static final List<Signature> ALL =
      List.of(
          of("an ext file system", 1080, 0x53, 0xef),
          of("an XFS file system", 0, "XFSB"),
          of("a Btrfs file system", 65600, "_BHRfS_M"),
          of("an F2FS file system", 1024, 0x10, 0x20, 0xf5, 0xf2),
          of("an NTFS file system", 3, "NTFS    "),
          of("an exFAT file system", 3, "EXFAT   "),
          of("swap space", 4086, "SWAPSPACE2"),
          of("encrypted data (LUKS)", 0, "LUKS\u00ba\u00be"),
          of("encrypted data (GELI)", -512, "GEOM::ELI"),
          of("a mirror (gmirror)", -512, "GEOM::MIRROR"),
          of("a label (glabel)", -512, "GEOM::LABEL"),
          of("an LVM volume", 512, "LABELONE"),
          of("a RAID member (md)", 4096, 0xfc, 0x4e, 0x2b, 0xa9),
          of("a UFS1 file system", 8192 + 1372, 0x54, 0x19, 0x01, 0x00),
          of("a BSD disk label", 512, 0x57, 0x45, 0x56, 0x82),
          of("a ZFS pool member", 128 * 1024, 0x0c, 0xb1, 0xba, 0x00));

  private static Signature of(String description, long offset, String magic) {
    int[] bytes = new int[magic.length()];
    Arrays.setAll(bytes, magic::charAt);
    return of(description, offset, bytes);
  }

  private static Signature of(String description, long offset, int... magic) {
    return new Signature(
        description, offset, Arrays.stream(magic).mapToObj(value -> (byte) value).toList());
  }

  boolean matches(ImageInput disk) {
    long at = offset < 0 ? disk.size() + offset : offset;
    if (at < 0 || disk.size() - at < magic.size()) {
      return false;
    }
    byte[] bytes = new byte[magic.size()];
    disk.read(at, bytes.length).get(bytes);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != magic.get(i)) {
        return false;
      }
    }
    return true;
  }
}
