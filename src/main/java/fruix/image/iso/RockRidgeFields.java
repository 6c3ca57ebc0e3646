package fruix.image.iso;

import static fruix.image.iso.IsoLayout.SECTOR;

import fruix.image.ImageInput;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** What the system use fields of one record say; fields that nobody here needs are passed over. */
final class RockRidgeFields {
  private static final int MOST_CONTINUATIONS = 32;
  private static final int LONGEST_TEXT = 65536;

  private final ImageInput image;
  private final ByteArrayOutputStream name = new ByteArrayOutputStream();
  private final ByteArrayOutputStream target = new ByteArrayOutputStream();
  private boolean componentGoesOn = true;
  private long nextSector = -1;
  private int nextOffset;
  private int nextLength;

  /** Type and permissions; 0 without a PX field. */
  int mode;

  int links = 1;
  long uid;
  long gid;

  /** Where a directory that was moved away really is; −1 for all others. */
  long movedTo = -1;

  /** True for a directory that is shown somewhere else. */
  boolean moved;

  /** How many bytes to pass over in other records; −1 if the disc does not use SUSP. */
  int skip = -1;

  private RockRidgeFields(ImageInput image) {
    this.image = image;
  }

  /** Reads the fields of RECORD, passing over its first SKIP bytes. */
  static RockRidgeFields read(ImageInput image, IsoRecord record, int skip) {
    RockRidgeFields fields = new RockRidgeFields(image);
    ByteBuffer bytes = record.fields();
    if (skip <= bytes.limit()) {
      fields.area(bytes.slice(skip, bytes.limit() - skip).order(ByteOrder.LITTLE_ENDIAN));
    }
    for (int i = 0; fields.nextSector >= 0; i++) {
      if (i == MOST_CONTINUATIONS) {
        throw image.damaged("Rock Ridge fields go on too long");
      }
      fields.area(fields.continuation());
    }
    return fields;
  }

  String name() {
    return name.toString(StandardCharsets.UTF_8);
  }

  String target() {
    return target.toString(StandardCharsets.UTF_8);
  }

  private ByteBuffer continuation() {
    if (nextOffset < 0 || nextLength < 0 || (long) nextOffset + nextLength > 16L * SECTOR) {
      throw image.damaged("Rock Ridge fields go on in an impossible place");
    }
    ByteBuffer bytes = image.read(nextSector * SECTOR + nextOffset, nextLength);
    nextSector = -1;
    return bytes;
  }

  private void area(ByteBuffer bytes) {
    int at = 0;
    while (at + 4 <= bytes.limit()) {
      int length = bytes.get(at + 2) & 0xff;
      if (length < 4 || length > bytes.limit() - at) {
        return;
      }
      ByteBuffer field = bytes.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
      String signature = "" + (char) field.get(0) + (char) field.get(1);
      if (signature.equals("ST")) {
        return;
      }
      field(signature, field);
      at += length;
    }
  }

  private void field(String signature, ByteBuffer field) {
    int length = field.limit();
    switch (signature) {
      case "SP" -> skip = length >= 7 ? field.get(6) & 0xff : skip;
      case "CE" -> {
        if (length >= IsoLayout.CONTINUATION) {
          nextSector = field.getInt(4) & 0xffffffffL;
          nextOffset = field.getInt(12);
          nextLength = field.getInt(20);
        }
      }
      case "PX" -> {
        if (length >= 36) {
          mode = field.getInt(4);
          links = field.getInt(12);
          uid = field.getInt(20) & 0xffffffffL;
          gid = field.getInt(28) & 0xffffffffL;
        }
      }
      case "NM" -> append(name, field, 5, length);
      case "SL" -> components(field);
      case "CL" -> movedTo = length >= 12 ? field.getInt(4) & 0xffffffffL : movedTo;
      case "RE" -> moved = true;
      default -> {}
    }
  }

  private void components(ByteBuffer field) {
    int at = 5;
    while (at + 2 <= field.limit()) {
      int flags = field.get(at);
      int length = field.get(at + 1) & 0xff;
      if (length > field.limit() - at - 2) {
        throw image.damaged("a symbolic link has a component of a wrong length");
      }
      if (!componentGoesOn) {
        target.write('/');
      }
      componentGoesOn = (flags & 1) != 0;
      if ((flags & 8) != 0) {
        target.write('/');
        componentGoesOn = true;
      } else if ((flags & 4) != 0) {
        target.writeBytes(new byte[] {'.', '.'});
      } else if ((flags & 2) != 0) {
        target.write('.');
      } else {
        append(target, field, at + 2, at + 2 + length);
      }
      at += 2 + length;
    }
  }

  private void append(ByteArrayOutputStream text, ByteBuffer field, int from, int to) {
    if (text.size() > LONGEST_TEXT) {
      throw image.damaged("a Rock Ridge name is too long");
    }
    for (int i = from; i < to; i++) {
      text.write(field.get(i));
    }
  }
}
