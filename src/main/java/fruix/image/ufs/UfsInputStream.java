package fruix.image.ufs;

import fruix.image.ImageInput;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** The contents of a file; holes are zeros. */
final class UfsInputStream extends InputStream {
  private final ImageInput image;
  private final UfsGeometry geometry;
  private final FileBlocks blocks;
  private final long size;
  private long position;

  UfsInputStream(ImageInput image, UfsGeometry geometry, Inode inode) {
    this.image = image;
    this.geometry = geometry;
    this.blocks = new FileBlocks(image, geometry, inode);
    this.size = inode.size();
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public long skip(long count) {
    long skipped = Math.max(0, Math.min(count, size - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int block = geometry.blockSize();
    long index = position / block;
    long address = blocks.address(index);
    long wanted = Math.min(length, size - position);
    long run = block - position % block;
    while (run < wanted && address != 0 && follows(address, index, run)) {
      run += block;
    }
    int count = (int) Math.min(run, wanted);
    if (address == 0) {
      Arrays.fill(target, offset, offset + count, (byte) 0);
    } else {
      image.read(
          geometry.bytes(address) + position % block, ByteBuffer.wrap(target, offset, count));
    }
    position += count;
    return count;
  }

  /** True if the block that begins RUN bytes from here lies right behind the ones before. */
  private boolean follows(long address, long index, long run) {
    long ahead = (position % geometry.blockSize() + run) / geometry.blockSize();
    return blocks.address(index + ahead) == address + ahead * geometry.frag();
  }
}
