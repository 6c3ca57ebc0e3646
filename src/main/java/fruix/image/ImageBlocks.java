package fruix.image;

import fruix.diag.FruixException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/** An image as blocks of one size, and which of them hold more than zeros. */
public final class ImageBlocks {
  private final ImageInput image;
  private final int blockSize;
  private final int count;
  private final BitSet data;

  private ImageBlocks(ImageInput image, int blockSize, int count, BitSet data) {
    this.image = image;
    this.blockSize = blockSize;
    this.count = count;
    this.data = data;
  }

  /** Looks at all of IMAGE; its last block is filled up with zeros. */
  public static ImageBlocks of(ImageInput image, int blockSize) {
    long count = (image.size() + blockSize - 1) / blockSize;
    if (count > Integer.MAX_VALUE) {
      throw FruixException.failed(image.name() + " is too large: " + image.size() + " bytes");
    }
    BitSet data = new BitSet((int) count);
    ImageBlocks blocks = new ImageBlocks(image, blockSize, (int) count, data);
    byte[] block = new byte[blockSize];
    byte[] zeros = new byte[blockSize];
    for (int index = 0; index < count; index++) {
      blocks.read(index, block);
      data.set(index, !Arrays.equals(block, zeros));
    }
    return blocks;
  }

  public int blockSize() {
    return blockSize;
  }

  /** How many blocks there are. */
  public int count() {
    return count;
  }

  /** How many of them hold data. */
  public int dataCount() {
    return data.cardinality();
  }

  /** Whether any of the blocks FROM…TO, TO excluded, holds data. */
  public boolean hasData(int from, int to) {
    int next = data.nextSetBit(from);
    return next >= 0 && next < to;
  }

  /** The first block from FROM on that holds data, or -1. */
  public int nextData(int from) {
    return data.nextSetBit(from);
  }

  /** The block INDEX, in an array of its own. */
  public byte[] read(int index) {
    byte[] block = new byte[blockSize];
    read(index, block);
    return block;
  }

  private void read(int index, byte[] block) {
    long position = (long) index * blockSize;
    int length = (int) Math.min(blockSize, image.size() - position);
    image.read(position, ByteBuffer.wrap(block, 0, length));
    Arrays.fill(block, length, blockSize, (byte) 0);
  }
}
