package fruix.image.gpt;

import static fruix.image.gpt.GptLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and checks the partition table of a disk image. */
public final class GptReader {

  private GptReader() {}

  /** True if IMAGE has a GPT header at either end, whole or damaged. */
  public static boolean matches(ImageInput image) {
    long sectors = image.size() / SECTOR;
    return sectors > 2 && (signed(image, 1) || signed(image, sectors - 1));
  }

  /**
   * The partitions of IMAGE, in the order of their entries: from the primary table, or from the
   * backup when the primary is damaged. A diagnostic when both are.
   */
  public static List<Partition> read(ImageInput image) {
    return copy(image).partitions();
  }

  /** The disk's GUID; reads as {@link #read}. */
  public static UUID disk(ImageInput image) {
    return copy(image).disk();
  }

  /** The part of IMAGE that PARTITION takes. */
  public static ImageInput contents(ImageInput image, Partition partition) {
    return image.slice(
        image.name() + " (" + partition.name() + ")", partition.offset(), partition.size());
  }

  /** Checks both copies and the protective MBR; one sentence for each fault. */
  public static List<String> verify(ImageInput image) {
    List<String> faults = new ArrayList<>();
    long last = image.size() / SECTOR - 1;
    GptCopy primary = copyOrFault(image, 1, "primary", faults);
    GptCopy backup = copyOrFault(image, last, "backup", faults);
    if (primary != null && primary.alternate() != last) {
      faults.add("the backup partition table is not in the last sector");
    }
    if (primary != null && backup != null) {
      compare(primary, backup, faults);
    }
    if (last < 1 || !protectsAll(image, last)) {
      faults.add("the protective MBR does not cover the disk");
    }
    return faults;
  }

  private static void compare(GptCopy primary, GptCopy backup, List<String> faults) {
    boolean same =
        primary.disk().equals(backup.disk())
            && primary.firstUsable() == backup.firstUsable()
            && primary.lastUsable() == backup.lastUsable()
            && primary.entriesCrc() == backup.entriesCrc();
    if (!same) {
      faults.add("the primary and the backup partition table differ");
    }
    if (backup.alternate() != 1) {
      faults.add("the backup partition table does not point at the primary one");
    }
  }

  private static boolean protectsAll(ImageInput image, long last) {
    ByteBuffer mbr = image.read(0, SECTOR);
    int entry = GptLayout.MBR_PARTITION;
    long length = mbr.getInt(entry + GptLayout.MBR_LENGTH_OFFSET) & 0xffffffffL;
    return (mbr.getShort(GptLayout.MBR_SIGNATURE) & 0xffff) == GptLayout.MBR_SIGNATURE_VALUE
        && (mbr.get(entry + GptLayout.MBR_TYPE_OFFSET) & 0xff) == GptLayout.MBR_TYPE_PROTECTIVE
        && mbr.getInt(entry + GptLayout.MBR_START_OFFSET) == 1
        && (length == Math.min(last, 0xffffffffL) || length == 0xffffffffL);
  }

  private static GptCopy copy(ImageInput image) {
    try {
      return GptCopy.read(image, 1);
    } catch (FruixException primary) {
      try {
        return GptCopy.read(image, image.size() / SECTOR - 1);
      } catch (FruixException backup) {
        primary.addSuppressed(backup);
        throw primary;
      }
    }
  }

  private static @Nullable GptCopy copyOrFault(
      ImageInput image, long lba, String which, List<String> faults) {
    try {
      return GptCopy.read(image, lba);
    } catch (FruixException e) {
      faults.add("the " + which + " partition table is unusable: " + e.getMessage());
      return null;
    }
  }

  private static boolean signed(ImageInput image, long lba) {
    return image.read(lba * SECTOR, SECTOR).getLong(0) == GptLayout.SIGNATURE_VALUE;
  }
}
