package fruix.image.vhd;

import static fruix.image.vhd.VhdLayout.ENTRY_LENGTH;
import static fruix.image.vhd.VhdLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import fruix.image.TakenSectors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks both footers, and that each block has a place of its own inside the file. */
final class VhdVerifier {
  private static final int MOST_FAULTS = 50;

  private final ImageInput image;
  private final Footer footer;
  private final Optional<DynamicHeader> header;
  private final List<String> faults = new ArrayList<>();

  VhdVerifier(ImageInput image, Footer footer, Optional<DynamicHeader> header) {
    this.image = image;
    this.footer = footer;
    this.header = header;
  }

  List<String> verify() {
    footer("footer", image.size() - SECTOR);
    header.ifPresent(
        dynamic -> {
          footer("copy of the footer", 0);
          blocks(dynamic);
        });
    return faults;
  }

  private void footer(String what, long position) {
    try {
      if (!Footer.read(image, position).equals(footer)) {
        faults.add("the " + what + " differs from the other");
      }
    } catch (FruixException e) {
      faults.add("the " + what + " is unusable: " + e.getMessage());
    }
  }

  private void blocks(DynamicHeader dynamic) {
    long length = (long) dynamic.bitmapLength() + dynamic.blockSize();
    TakenSectors taken = new TakenSectors();
    long end = dynamic.table() + (long) dynamic.entries() * ENTRY_LENGTH;
    for (long block = 0; block < dynamic.entries() && faults.size() < MOST_FAULTS; block++) {
      int sector =
          image
              .read(dynamic.table() + block * ENTRY_LENGTH, ENTRY_LENGTH)
              .order(ByteOrder.BIG_ENDIAN)
              .getInt(0);
      if (sector == VhdLayout.UNUSED) {
        continue;
      }
      long position = (sector & 0xffffffffL) * SECTOR;
      if (!image.inside(position, length)) {
        faults.add("block " + block + " lies beyond the end of the file");
        continue;
      }
      if (!taken.take(position / SECTOR, (int) (length / SECTOR)) || position < end) {
        faults.add("block " + block + " shares its place in the file with something else");
      }
    }
  }
}
