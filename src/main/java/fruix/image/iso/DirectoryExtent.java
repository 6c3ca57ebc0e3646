package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a directory, and behind them the Rock Ridge fields that found no room in their
 * records. What it holds does not depend on where anything lies.
 */
final class DirectoryExtent {

  /** One record: where it begins, what it is about, its fields, and where the rest of them is. */
  @SuppressWarnings("ArrayRecordComponent") // made once, never shared
  private record Item(
      int at,
      int length,
      byte[] identifier,
      IsoNode node,
      byte[] fields,
      byte[] rest,
      int restAt) {}

  private final IsoNode directory;
  private final long time;
  private final List<Item> items = new ArrayList<>();
  private int end;
  private int restEnd;

  DirectoryExtent(IsoNode directory, long time) {
    this.directory = directory;
    this.time = time;
    List<byte[]> self = new ArrayList<>();
    boolean root = directory.parent == directory;
    if (root) {
      self.add(RockRidge.present());
    }
    self.addAll(fields(directory));
    if (root) {
      self.add(RockRidge.reference());
    }
    add(new byte[] {0}, directory, self);
    add(new byte[] {1}, directory.parent, fields(directory.parent));
    for (IsoNode.Name name : directory.names) {
      String version = name.node().isDirectory() ? "" : ";1";
      List<byte[]> fields = new ArrayList<>(fields(name.node()));
      fields.addAll(RockRidge.name(name.text()));
      if (name.node().type == RockRidge.SYMLINK) {
        fields.addAll(RockRidge.target(name.node().target));
      }
      byte[] identifier = (name.identifier() + version).getBytes(StandardCharsets.US_ASCII);
      add(identifier, name.node(), fields);
    }
  }

  private List<byte[]> fields(IsoNode node) {
    return List.of(
        RockRidge.attributes(node.type, node.attributes, node.links), RockRidge.times(time));
  }

  /** The length of the records in bytes: whole sectors. */
  int size() {
    return (int) IsoLayout.sectors(end) * SECTOR;
  }

  /** Sectors of the records and of what is behind them. */
  long sectors() {
    return IsoLayout.sectors(end) + IsoLayout.sectors(restEnd);
  }

  private void add(byte[] identifier, IsoNode node, List<byte[]> fields) {
    int fixed = IsoLayout.R_ID + identifier.length + (identifier.length + 1) % 2;
    int room = IsoLayout.LONGEST_RECORD - fixed;
    int whole = fields.stream().mapToInt(field -> field.length).sum();
    int kept = fields.size();
    int length = whole;
    while (length > room - (kept < fields.size() ? IsoLayout.CONTINUATION : 0)) {
      length -= fields.get(--kept).length;
    }
    byte[] rest = join(fields.subList(kept, fields.size()));
    int record = fixed + length + (rest.length > 0 ? IsoLayout.CONTINUATION : 0);
    record += record % 2;
    end = withinSector(end, record);
    restEnd = withinSector(restEnd, rest.length);
    items.add(
        new Item(end, record, identifier, node, join(fields.subList(0, kept)), rest, restEnd));
    end += record;
    restEnd += rest.length;
  }

  /** AT, or the beginning of the next sector if LENGTH bytes would cross into it. */
  private static int withinSector(int at, int length) {
    return at % SECTOR + length > SECTOR ? (at / SECTOR + 1) * SECTOR : at;
  }

  /** The bytes, once every file has its sector. */
  ByteBuffer bytes() {
    ByteBuffer bytes = ByteBuffer.allocate((int) sectors() * SECTOR).order(ByteOrder.LITTLE_ENDIAN);
    for (Item item : items) {
      record(bytes, item.at, item.length, item.identifier, item.node, time);
      int at = item.at + IsoLayout.R_ID + item.identifier.length + (item.identifier.length + 1) % 2;
      bytes.put(at, item.fields);
      if (item.rest.length > 0) {
        long sector = directory.sector + (size() + item.restAt) / SECTOR;
        bytes.put(
            at + item.fields.length,
            RockRidge.continuation(sector, item.restAt % SECTOR, item.rest.length));
        bytes.put(size() + item.restAt, item.rest);
      }
    }
    return bytes;
  }

  /** Writes a directory record without system use fields at AT. */
  static void record(
      ByteBuffer bytes, int at, int length, byte[] identifier, IsoNode node, long time) {
    long size = node.isDirectory() ? node.requireExtent().size() : node.size;
    bytes.put(at, (byte) length);
    Fields.both32(bytes, at + IsoLayout.R_EXTENT, node.sector);
    Fields.both32(bytes, at + IsoLayout.R_LENGTH, node.type == RockRidge.SYMLINK ? 0 : size);
    Fields.shortDate(bytes, at + IsoLayout.R_DATE, time);
    bytes.put(at + IsoLayout.R_FLAGS, (byte) (node.isDirectory() ? IsoLayout.FLAG_DIRECTORY : 0));
    Fields.both16(bytes, at + IsoLayout.R_SEQUENCE, 1);
    bytes.put(at + IsoLayout.R_ID_LENGTH, (byte) identifier.length);
    bytes.put(at + IsoLayout.R_ID, identifier);
  }

  private static byte[] join(List<byte[]> fields) {
    ByteBuffer all = ByteBuffer.allocate(fields.stream().mapToInt(f -> f.length).sum());
    fields.forEach(all::put);
    return all.array();
  }
}
