package fruix.image.iso;

import fruix.diag.FruixException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The path table (ECMA-119 6.9 and 9.4): all directories, level by level. */
final class PathTable {
  private static final int MOST = 65535;

  @SuppressWarnings("ArrayRecordComponent") // made once, never shared
  private record Row(byte[] identifier, IsoNode directory, int parent) {}

  private final List<Row> rows = new ArrayList<>();

  PathTable(IsoNode root) {
    rows.add(new Row(new byte[] {0}, root, 1));
    for (int i = 0; i < rows.size(); i++) {
      for (IsoNode.Name name : rows.get(i).directory.names) {
        if (name.node().isDirectory()) {
          byte[] identifier = name.identifier().getBytes(StandardCharsets.US_ASCII);
          rows.add(new Row(identifier, name.node(), i + 1));
        }
      }
    }
    if (rows.size() > MOST) {
      throw FruixException.failed("ISO 9660 allows " + MOST + " directories, not " + rows.size());
    }
  }

  int size() {
    return rows.stream().mapToInt(row -> length(row.identifier)).sum();
  }

  /** The table of type L or M, once every directory has its sector. */
  ByteBuffer bytes(ByteOrder order) {
    ByteBuffer bytes = ByteBuffer.allocate(size()).order(order);
    for (Row row : rows) {
      int start = bytes.position();
      bytes.put((byte) row.identifier.length).put((byte) 0);
      bytes.putInt((int) row.directory.sector).putShort((short) row.parent);
      bytes.put(row.identifier).position(start + length(row.identifier));
    }
    return bytes.flip();
  }

  private static int length(byte[] identifier) {
    return 8 + identifier.length + identifier.length % 2;
  }
}
