package fruix.image.vmdk;

import fruix.image.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** The text that describes a disk to VMware ("Virtual Disk Format 5.0", pages 4 to 7). */
final class Descriptor {
  /** What an IDE disk has; FreeBSD's mkimg makes IDE disks, too. */
  private static final int HEADS = 16;

  private static final int TRACK = 63;
  private static final int MOST_CYLINDERS = 16383;

  /** Content identifiers that mean something else: none, and not yet known. */
  private static final int NO_PARENT = 0xffffffff;

  private static final int UNKNOWN = 0xfffffffe;

  private Descriptor() {}

  /** What a descriptor calls the file IMAGE, in which it is itself. */
  static String name(Path image) {
    return String.valueOf(image.getFileName()).replaceAll("[^ -~]|\"", "_");
  }

  /**
   * The sectors of the descriptor.
   *
   * @param type as VMware calls it
   * @param capacity of the disk, in sectors
   * @param file the name of the image
   */
  static ByteBuffer of(String type, long capacity, String file, Seed seed) {
    int content = seed.nonZeroInt("vmdk content");
    if (content == NO_PARENT || content == UNKNOWN) {
      content = 1;
    }
    long cylinders = Math.min(MOST_CYLINDERS, capacity / (HEADS * TRACK));
    String template =
        """
        # Disk DescriptorFile
        version=1
        CID=%08x
        parentCID=ffffffff
        createType="%s"

        # Extent description
        RW %d SPARSE "%s"

        # The Disk Data Base
        #DDB

        ddb.virtualHWVersion = "4"
        ddb.geometry.cylinders = "%d"
        ddb.geometry.heads = "%d"
        ddb.geometry.sectors = "%d"
        ddb.adapterType = "ide"
        """;
    String text =
        String.format(
            Locale.ROOT, template, content, type, capacity, file, cylinders, HEADS, TRACK);
    ByteBuffer sectors = ByteBuffer.allocate(VmdkLayout.DESCRIPTOR_SECTORS * VmdkLayout.SECTOR);
    sectors.put(text.getBytes(StandardCharsets.UTF_8));
    return sectors.clear();
  }
}
