package fruix.image.fat;

import static fruix.image.fat.FatLayout.ENTRY_LENGTH;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes the entries of a directory. */
final class FatDirectory {

  /** One name; {@code .} and {@code ..} are among them, a volume label is not. */
  record Item(String name, boolean directory, long cluster, long size) {
    boolean isDots() {
      return name.equals(".") || name.equals("..");
    }
  }

  private static final int UNITS = FatLayout.LONG_UNITS.length;
  private static final int MOST_PARTS = (FatLayout.LONGEST_NAME + UNITS) / UNITS;

  private final ImageInput image;
  private final List<Item> items = new ArrayList<>();
  private final char[] longName = new char[MOST_PARTS * UNITS];
  private int expected;
  private int parts;
  private int checksum;

  private FatDirectory(ImageInput image) {
    this.image = image;
  }

  /** The entries in BYTES, whose length is a multiple of the entry length. */
  static List<Item> decode(ImageInput image, ByteBuffer bytes) {
    FatDirectory directory = new FatDirectory(image);
    for (int at = 0; at < bytes.limit() && bytes.get(at) != 0; at += ENTRY_LENGTH) {
      directory.entry(bytes.slice(at, ENTRY_LENGTH).order(bytes.order()));
    }
    return directory.items;
  }

  private void entry(ByteBuffer entry) {
    int first = entry.get(0) & 0xff;
    int attributes = entry.get(FatLayout.ATTRIBUTES) & 0x3f;
    if (first == FatLayout.DELETED) {
      parts = 0;
    } else if (attributes == FatLayout.LONG_NAME) {
      longPart(entry, first);
    } else if ((attributes & FatLayout.VOLUME) != 0) {
      parts = 0;
    } else {
      items.add(item(entry, attributes));
      parts = 0;
    }
  }

  private void longPart(ByteBuffer entry, int sequence) {
    int number = sequence & 0x3f;
    int sum = entry.get(FatLayout.LONG_CHECKSUM) & 0xff;
    if ((sequence & FatLayout.LAST_LONG) != 0 && number >= 1 && number <= MOST_PARTS) {
      parts = number;
      expected = number;
      checksum = sum;
    }
    if (parts == 0 || number != expected || sum != checksum) {
      parts = 0;
      return;
    }
    expected--;
    for (int i = 0; i < UNITS; i++) {
      longName[expected * UNITS + i] = entry.getChar(FatLayout.LONG_UNITS[i]);
    }
  }

  private Item item(ByteBuffer entry, int attributes) {
    byte[] raw = new byte[FatLayout.NAME_LENGTH];
    entry.get(0, raw);
    String name = ShortName.text(raw, entry.get(FatLayout.CASE));
    if (parts > 0 && expected == 0 && ShortName.checksum(raw) == checksum) {
      int length = 0;
      while (length < parts * UNITS && longName[length] != 0) {
        length++;
      }
      name = new String(longName, 0, length);
    }
    if (name.isEmpty()) {
      throw image.damaged("a directory entry has no name");
    }
    long cluster =
        (entry.getShort(FatLayout.CLUSTER_HIGH) & 0xffffL) << 16
            | entry.getShort(FatLayout.CLUSTER_LOW) & 0xffffL;
    boolean directory = (attributes & FatLayout.DIRECTORY) != 0;
    return new Item(name, directory, cluster, entry.getInt(FatLayout.FILE_SIZE) & 0xffffffffL);
  }
}
