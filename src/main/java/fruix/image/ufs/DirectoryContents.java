package fruix.image.ufs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The contents of a directory: records that never cross a chunk of 512 bytes, the last of each
 * chunk taking its slack.
 */
final class DirectoryContents {
  private static final int CHUNK = UfsLayout.DIRECTORY_CHUNK;

  private final ByteBuffer bytes;
  private int last;

  private DirectoryContents(int size) {
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The length in bytes of what {@link #of} will make for DIRECTORY. */
  static long size(UfsNode directory) {
    long end = 0L + UfsLayout.recordLength(1) + UfsLayout.recordLength(2);
    for (UfsNode.Name name : directory.names) {
      int length = UfsLayout.recordLength(utf8(name.text()).length);
      if (end % CHUNK + length > CHUNK) {
        end = UfsLayout.roundUp(end, CHUNK);
      }
      end += length;
    }
    return UfsLayout.roundUp(end, CHUNK);
  }

  /** The contents of DIRECTORY, whose names all have their inodes. */
  static ByteBuffer of(UfsNode directory) {
    DirectoryContents contents = new DirectoryContents((int) directory.size);
    contents.add(".", directory);
    contents.add("..", directory.parent);
    for (UfsNode.Name name : directory.names) {
      contents.add(name.text(), name.node());
    }
    contents.stretch(contents.bytes.capacity());
    if (contents.bytes.position() <= contents.bytes.capacity() - CHUNK) {
      throw new IllegalStateException("planned too much for the directory " + directory.path);
    }
    return contents.bytes.rewind();
  }

  private void add(String text, UfsNode node) {
    byte[] name = utf8(text);
    int length = UfsLayout.recordLength(name.length);
    int at = bytes.position();
    int room = CHUNK - at % CHUNK;
    if (length > room) {
      stretch(at + room);
      at += room;
    }
    bytes.putInt(at, (int) node.inode);
    bytes.putShort(at + UfsLayout.D_RECLEN, (short) length);
    bytes.put(at + UfsLayout.D_TYPE, (byte) (node.type >> 12));
    bytes.put(at + UfsLayout.D_NAMLEN, (byte) name.length);
    bytes.put(at + UfsLayout.D_NAME, name);
    last = at;
    bytes.position(at + length);
  }

  /** Makes the last record reach to END. */
  private void stretch(int end) {
    bytes.putShort(last + UfsLayout.D_RECLEN, (short) (end - last));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
