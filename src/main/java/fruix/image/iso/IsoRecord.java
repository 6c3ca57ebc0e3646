package fruix.image.iso;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory record as it stands on the disc.
 *
 * @param bytes the whole record, little-endian
 */
record IsoRecord(ByteBuffer bytes) {
  /** Far more than the largest directory that any tool makes. */
  private static final long LARGEST_DIRECTORY = 256L << 20;

  /** The records of the directory of LENGTH bytes that begins at SECTOR, in order. */
  static List<IsoRecord> directory(ImageInput image, long sector, long length) {
    if (length > LARGEST_DIRECTORY) {
      throw image.damaged("a directory of " + length + " bytes is too large");
    }
    ByteBuffer bytes = image.read(sector * IsoLayout.SECTOR, (int) length);
    List<IsoRecord> records = new ArrayList<>();
    for (int at = 0; at < length; ) {
      int recordLength = bytes.get(at) & 0xff;
      int sectorEnd = (at / IsoLayout.SECTOR + 1) * IsoLayout.SECTOR;
      if (recordLength == 0) {
        at = sectorEnd;
        continue;
      }
      if (recordLength <= IsoLayout.R_ID || at + recordLength > Math.min(sectorEnd, length)) {
        throw image.damaged("a directory record has a wrong length");
      }
      IsoRecord record = new IsoRecord(slice(bytes, at, recordLength));
      if (record.identifierLength() == 0 || record.fieldsAt() > recordLength) {
        throw image.damaged("a directory record has an identifier of a wrong length");
      }
      records.add(record);
      at += recordLength;
    }
    return records;
  }

  private static ByteBuffer slice(ByteBuffer bytes, int at, int length) {
    return bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  long sector() {
    return bytes.getInt(IsoLayout.R_EXTENT) & 0xffffffffL;
  }

  /** The length of its extent in bytes. */
  long length() {
    return bytes.getInt(IsoLayout.R_LENGTH) & 0xffffffffL;
  }

  boolean isDirectory() {
    return (bytes.get(IsoLayout.R_FLAGS) & IsoLayout.FLAG_DIRECTORY) != 0;
  }

  /** True if the next record has more of the same file. */
  boolean hasMore() {
    return (bytes.get(IsoLayout.R_FLAGS) & IsoLayout.FLAG_MORE) != 0;
  }

  boolean isSelf() {
    return identifierLength() == 1 && bytes.get(IsoLayout.R_ID) == 0;
  }

  boolean isParent() {
    return identifierLength() == 1 && bytes.get(IsoLayout.R_ID) == 1;
  }

  /** The identifier without its version, and without a dot that nothing follows. */
  String identifier() {
    byte[] raw = new byte[identifierLength()];
    bytes.get(IsoLayout.R_ID, raw);
    String text = new String(raw, StandardCharsets.ISO_8859_1);
    int version = text.indexOf(';');
    String name = version > 0 ? text.substring(0, version) : text;
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  /** The system use fields: what is behind the identifier. */
  ByteBuffer fields() {
    return slice(bytes, fieldsAt(), bytes.limit() - fieldsAt());
  }

  private int identifierLength() {
    return bytes.get(IsoLayout.R_ID_LENGTH) & 0xff;
  }

  private int fieldsAt() {
    return Math.min(
        IsoLayout.R_ID + identifierLength() + (identifierLength() + 1) % 2,
        Math.max(bytes.limit(), IsoLayout.R_ID + identifierLength()));
  }
}
