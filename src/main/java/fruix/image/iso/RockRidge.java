package fruix.image.iso;

import fruix.mtree.Attributes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the system use fields of SUSP and RRIP. */
final class RockRidge {
  static final int DIRECTORY = 0040000;
  static final int FILE = 0100000;
  static final int SYMLINK = 0120000;

  private static final int LONGEST_FIELD = 255;

  /** NM and SL begin with a byte of flags, whose lowest bit says that the next field goes on. */
  private static final int FLAGGED_HEADER = 5;

  private static final int MORE = 1;
  private static final int COMPONENT_CURRENT = 2;
  private static final int COMPONENT_PARENT = 4;
  private static final int COMPONENT_ROOT = 8;

  /** RRIP 4.1.6: modification, access and attribute change, seven bytes each. */
  private static final int TIMES = 0x0e;

  private RockRidge() {}

  /** SP: the disc uses SUSP. */
  static byte[] present() {
    return new byte[] {'S', 'P', 7, 1, (byte) 0xbe, (byte) 0xef, 0};
  }

  /** ER: the disc uses Rock Ridge. The identifier is the one that all readers know. */
  static byte[] reference() {
    byte[] id = "RRIP_1991A".getBytes(StandardCharsets.US_ASCII);
    byte[] text =
        "THE ROCK RIDGE INTERCHANGE PROTOCOL PROVIDES SUPPORT FOR POSIX FILE SYSTEM SEMANTICS"
            .getBytes(StandardCharsets.US_ASCII);
    ByteBuffer field =
        ByteBuffer.allocate(8 + id.length + text.length).order(ByteOrder.LITTLE_ENDIAN);
    begin(field, "ER");
    field.put((byte) id.length).put((byte) text.length).put((byte) 0).put((byte) 1);
    field.put(id).put(text);
    return field.array();
  }

  /** PX: type, mode, links, owner. */
  static byte[] attributes(int type, Attributes attributes, int links) {
    ByteBuffer field = ByteBuffer.allocate(36).order(ByteOrder.LITTLE_ENDIAN);
    begin(field, "PX");
    Fields.both32(field, 4, type | attributes.mode());
    Fields.both32(field, 12, links);
    Fields.both32(field, 20, attributes.owner().uid());
    Fields.both32(field, 28, attributes.owner().gid());
    return field.array();
  }

  /** TF: the times, all SECONDS after the epoch. */
  static byte[] times(long seconds) {
    ByteBuffer field = ByteBuffer.allocate(26).order(ByteOrder.LITTLE_ENDIAN);
    begin(field, "TF");
    field.put(4, (byte) TIMES);
    for (int i = 0; i < 3; i++) {
      Fields.shortDate(field, 5 + 7 * i, seconds);
    }
    return field.array();
  }

  /** NM: the name; one field where it can be, since FreeBSD's loader looks at one only. */
  static List<byte[]> name(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    List<byte[]> fields = new ArrayList<>();
    int most = LONGEST_FIELD - FLAGGED_HEADER;
    for (int at = 0; at < bytes.length; at += most) {
      int length = Math.min(most, bytes.length - at);
      ByteBuffer field =
          ByteBuffer.allocate(FLAGGED_HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
      begin(field, "NM");
      field.put((byte) (at + length < bytes.length ? MORE : 0)).put(bytes, at, length);
      fields.add(field.array());
    }
    return fields;
  }

  /** SL: the target of a symbolic link, a component for each of its names. */
  static List<byte[]> target(String target) {
    List<byte[]> parts = new ArrayList<>();
    String rest = target;
    if (rest.startsWith("/")) {
      parts.add(new byte[] {COMPONENT_ROOT, 0});
      rest = rest.substring(1);
    }
    for (String name : rest.isEmpty() ? new String[0] : rest.split("/", -1)) {
      if (name.equals(".")) {
        parts.add(new byte[] {COMPONENT_CURRENT, 0});
      } else if (name.equals("..")) {
        parts.add(new byte[] {COMPONENT_PARENT, 0});
      } else {
        addComponent(parts, name.getBytes(StandardCharsets.UTF_8));
      }
    }
    return pack(parts);
  }

  private static void addComponent(List<byte[]> parts, byte[] name) {
    int most = LONGEST_FIELD - FLAGGED_HEADER - 2;
    int at = 0;
    do {
      int length = Math.min(most, name.length - at);
      ByteBuffer part = ByteBuffer.allocate(2 + length);
      part.put((byte) (at + length < name.length ? MORE : 0)).put((byte) length);
      part.put(name, at, length);
      parts.add(part.array());
      at += length;
    } while (at < name.length);
  }

  private static List<byte[]> pack(List<byte[]> parts) {
    List<byte[]> fields = new ArrayList<>();
    int from = 0;
    while (from < parts.size()) {
      int to = from;
      int length = FLAGGED_HEADER;
      while (to < parts.size() && length + parts.get(to).length <= LONGEST_FIELD) {
        length += parts.get(to++).length;
      }
      ByteBuffer field = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      begin(field, "SL");
      field.put((byte) (to < parts.size() ? MORE : 0));
      parts.subList(from, to).forEach(field::put);
      fields.add(field.array());
      from = to;
    }
    return fields;
  }

  /** CE: where the rest of the fields are. */
  static byte[] continuation(long sector, int offset, int length) {
    ByteBuffer field = ByteBuffer.allocate(IsoLayout.CONTINUATION).order(ByteOrder.LITTLE_ENDIAN);
    begin(field, "CE");
    Fields.both32(field, 4, sector);
    Fields.both32(field, 12, offset);
    Fields.both32(field, 20, length);
    return field.array();
  }

  /** Puts the header of FIELD, which is as long as its buffer. */
  private static void begin(ByteBuffer field, String signature) {
    field.put(signature.getBytes(StandardCharsets.US_ASCII));
    field.put((byte) field.capacity()).put((byte) 1);
  }
}
