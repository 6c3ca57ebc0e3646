package fruix.image.ufs;

import fruix.image.ImageInput;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Finds the blocks of one file, remembering the indirect blocks last used. */
final class FileBlocks {
  private final ImageInput image;
  private final UfsGeometry geometry;
  private final Inode inode;
  private final @Nullable ByteBuffer[] cached = new @Nullable ByteBuffer[UfsLayout.INDIRECT];
  private final long[] cachedAddress = new long[UfsLayout.INDIRECT];

  FileBlocks(ImageInput image, UfsGeometry geometry, Inode inode) {
    this.image = image;
    this.geometry = geometry;
    this.inode = inode;
  }

  /** The address of block INDEX of the file; 0 for a hole. */
  long address(long index) {
    if (index < UfsLayout.DIRECT) {
      return checked(inode.pointer((int) index));
    }
    long left = index - UfsLayout.DIRECT;
    long reach = 1;
    for (int level = 0; level < UfsLayout.INDIRECT; level++) {
      reach *= geometry.pointers();
      if (left < reach) {
        return follow(checked(inode.pointer(UfsLayout.DIRECT + level)), level, left, reach);
      }
      left -= reach;
    }
    throw image.damaged("inode " + inode.number() + " is larger than a file can be");
  }

  private long follow(long top, int level, long index, long reach) {
    long address = top;
    long left = index;
    long per = reach;
    for (int depth = level; depth >= 0 && address != 0; depth--) {
      per /= geometry.pointers();
      address = checked(indirect(depth, address).getLong((int) (left / per) * UfsLayout.POINTER));
      left %= per;
    }
    return address;
  }

  private ByteBuffer indirect(int depth, long address) {
    ByteBuffer known = cached[depth];
    if (known == null || cachedAddress[depth] != address) {
      known = image.read(geometry.bytes(address), geometry.blockSize());
      cached[depth] = known;
      cachedAddress[depth] = address;
    }
    return known;
  }

  private long checked(long address) {
    if (address < 0 || address >= geometry.fragments()) {
      throw image.damaged("inode " + inode.number() + " has a block outside the file system");
    }
    return address;
  }
}
