package fruix.image.ufs;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Decodes the records of a directory. */
final class DirectoryReader {

  /** One record in use; {@code .} and {@code ..} are among them. */
  record Item(String name, long inode, int type) {
    boolean isDots() {
      return name.equals(".") || name.equals("..");
    }
  }

  private static final int CHUNK = UfsLayout.DIRECTORY_CHUNK;

  private DirectoryReader() {}

  /** All the records of the directory INODE. */
  static List<Item> read(ImageInput image, UfsGeometry geometry, Inode inode) {
    long size = inode.size();
    if (size < 0 || size % CHUNK != 0 || size > geometry.bytes(geometry.fragments())) {
      throw damaged(image, inode, "a wrong size");
    }
    FileBlocks blocks = new FileBlocks(image, geometry, inode);
    List<Item> items = new ArrayList<>();
    for (long at = 0; at < size; at += geometry.blockSize()) {
      long address = blocks.address(at / geometry.blockSize());
      if (address == 0) {
        throw damaged(image, inode, "a hole");
      }
      int length = (int) Math.min(geometry.blockSize(), size - at);
      ByteBuffer block = image.read(geometry.bytes(address), length);
      for (int chunk = 0; chunk < length; chunk += CHUNK) {
        readChunk(image, inode, block.slice(chunk, CHUNK).order(ByteOrder.LITTLE_ENDIAN), items);
      }
    }
    return items;
  }

  private static void readChunk(ImageInput image, Inode inode, ByteBuffer chunk, List<Item> items) {
    for (int at = 0; at < CHUNK; ) {
      int length = chunk.getShort(at + UfsLayout.D_RECLEN) & 0xffff;
      int nameLength = chunk.get(at + UfsLayout.D_NAMLEN) & 0xff;
      long target = chunk.getInt(at) & 0xffffffffL;
      if (length < UfsLayout.D_NAME || length % 4 != 0 || length > CHUNK - at) {
        throw damaged(image, inode, "a record of a wrong length");
      }
      if (target != 0) {
        if (nameLength == 0 || UfsLayout.recordLength(nameLength) > length) {
          throw damaged(image, inode, "a name of a wrong length");
        }
        byte[] name = new byte[nameLength];
        chunk.get(at + UfsLayout.D_NAME, name);
        items.add(
            new Item(
                new String(name, StandardCharsets.UTF_8),
                target,
                chunk.get(at + UfsLayout.D_TYPE) & 0xff));
      }
      at += length;
    }
  }

  private static RuntimeException damaged(ImageInput image, Inode inode, String what) {
    return image.damaged("the directory of inode " + inode.number() + " has " + what);
  }
}
