package fruix.image.fat;

import static fruix.image.fat.FatLayout.ENTRY_LENGTH;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Collects the entries of one directory, long names before their short ones. */
final class DirectoryEntries {
  private static final int UNITS = FatLayout.LONG_UNITS.length;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final Set<String> taken = new HashSet<>();

  void volume(String label) {
    bytes.writeBytes(entry(padded(label), FatLayout.VOLUME, 0, 0));
  }

  void dots(long self, long parent) {
    bytes.writeBytes(entry(padded("."), FatLayout.DIRECTORY, self, 0));
    bytes.writeBytes(entry(padded(".."), FatLayout.DIRECTORY, parent, 0));
  }

  /** Adds one name; SIZE is 0 for a directory, CLUSTER is 0 for an empty file. */
  void add(String name, boolean directory, long cluster, long size) {
    byte[] shortName = ShortName.choose(name, taken);
    if (!ShortName.suffices(name, shortName)) {
      longName(name, ShortName.checksum(shortName));
    }
    int attributes = directory ? FatLayout.DIRECTORY : FatLayout.ARCHIVE;
    bytes.writeBytes(entry(shortName, attributes, cluster, size));
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private void longName(String name, int checksum) {
    int parts = (name.length() + UNITS - 1) / UNITS;
    for (int part = parts; part > 0; part--) {
      ByteBuffer entry = ByteBuffer.allocate(ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
      entry.put(0, (byte) (part | (part == parts ? FatLayout.LAST_LONG : 0)));
      entry.put(FatLayout.ATTRIBUTES, (byte) FatLayout.LONG_NAME);
      entry.put(FatLayout.LONG_CHECKSUM, (byte) checksum);
      for (int i = 0; i < UNITS; i++) {
        int at = (part - 1) * UNITS + i;
        char unit = at < name.length() ? name.charAt(at) : at == name.length() ? '\0' : '\uffff';
        entry.putChar(FatLayout.LONG_UNITS[i], unit);
      }
      bytes.writeBytes(entry.array());
    }
  }

  private static byte[] entry(byte[] name, int attributes, long cluster, long size) {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    entry.put(0, name);
    entry.put(FatLayout.ATTRIBUTES, (byte) attributes);
    entry.putShort(FatLayout.CREATION_DATE, FatLayout.DATE);
    entry.putShort(FatLayout.ACCESS_DATE, FatLayout.DATE);
    entry.putShort(FatLayout.WRITE_DATE, FatLayout.DATE);
    entry.putShort(FatLayout.CLUSTER_HIGH, (short) (cluster >>> 16));
    entry.putShort(FatLayout.CLUSTER_LOW, (short) cluster);
    entry.putInt(FatLayout.FILE_SIZE, (int) size);
    return entry.array();
  }

  private static byte[] padded(String text) {
    return String.format("%-11s", text).getBytes(StandardCharsets.US_ASCII);
  }
}
