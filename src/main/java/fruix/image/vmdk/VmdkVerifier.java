package fruix.image.vmdk;

import static fruix.image.vmdk.VmdkLayout.ENTRY_LENGTH;
import static fruix.image.vmdk.VmdkLayout.SECTOR;

import fruix.diag.FruixException;
import fruix.image.ImageInput;
import fruix.image.TakenSectors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks that tables and grains are in the file, that none is used twice, and that copies agree.
 */
final class VmdkVerifier {
  private static final int MOST_FAULTS = 50;

  private final ImageInput image;
  private final SparseHeader header;
  private final VmdkReader reader;
  private final List<String> faults = new ArrayList<>();

  /** Sectors of the file that tables or grains take; of a compressed grain, the first. */
  private final TakenSectors taken = new TakenSectors();

  VmdkVerifier(ImageInput image, SparseHeader header, VmdkReader reader) {
    this.image = image;
    this.header = header;
    this.reader = reader;
  }

  List<String> verify() {
    for (long i = 0; i < header.tables() && faults.size() < MOST_FAULTS; i++) {
      long table = entry(header.directory(), i);
      int length = header.tableEntries() * ENTRY_LENGTH;
      if (table == 0 || !take(table, length, "grain table " + i)) {
        continue;
      }
      ByteBuffer entries = image.read(table * SECTOR, length);
      compare(i, entries);
      for (int j = 0; j < header.tableEntries() && faults.size() < MOST_FAULTS; j++) {
        grain(i * header.tableEntries() + j, entries.getInt(j * ENTRY_LENGTH) & 0xffffffffL);
      }
    }
    return faults;
  }

  private void compare(long index, ByteBuffer entries) {
    if (!header.redundant()) {
      return;
    }
    long other = entry(header.redundantDirectory(), index);
    if (!image.inside(other * SECTOR, entries.limit())
        || image.read(other * SECTOR, entries.limit()).mismatch(entries) >= 0) {
      faults.add("the two copies of grain table " + index + " differ");
    }
  }

  private void grain(long index, long sector) {
    if (sector == 0 || sector == VmdkLayout.ZERO_GRAIN && header.zeroGrains()) {
      return;
    }
    int least = header.compressed() ? SECTOR : header.grainBytes();
    if (!take(sector, least, "grain " + index) || !header.compressed()) {
      return;
    }
    if (header.markers()
        && image.read(sector * SECTOR, SECTOR).getLong(VmdkLayout.MARKER_VALUE)
            != index * header.grainSize()) {
      faults.add("the marker of grain " + index + " names another place");
    }
    try {
      reader.expand(sector);
    } catch (FruixException e) {
      faults.add("grain " + index + ": " + e.getMessage());
    }
  }

  private boolean take(long sector, int length, String what) {
    if (!image.inside(sector * SECTOR, length)) {
      faults.add(what + " lies beyond the end of the file");
      return false;
    }
    if (!taken.take(sector, (length + SECTOR - 1) / SECTOR)) {
      faults.add(what + " shares a place in the file with another");
      return false;
    }
    return true;
  }

  private long entry(long directory, long index) {
    return image.read(directory * SECTOR + index * ENTRY_LENGTH, ENTRY_LENGTH).getInt(0)
        & 0xffffffffL;
  }
}
