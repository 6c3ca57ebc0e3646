package fruix.image;

import java.nio.ByteBuffer;

/** An image, or a part of one, that can be written at any position, by several threads at once. */
public interface ImageOutput {

  /** Length in bytes, fixed. */
  long size();

  /**
   * Writes what remains of SOURCE from byte POSITION on.
   *
   * @throws IllegalArgumentException for a range that is not wholly inside the image
   */
  void write(long position, ByteBuffer source);

  /** Writes the LENGTH zero bytes from POSITION on. */
  default void writeZeros(long position, long length) {
    byte[] zeros = new byte[(int) Math.min(length, 1 << 16)];
    for (long done = 0; done < length; done += zeros.length) {
      int count = (int) Math.min(zeros.length, length - done);
      write(position + done, ByteBuffer.wrap(zeros, 0, count));
    }
  }

  /**
   * Returns when all that was written so far is where a crash does not undo it, if this is what a
   * machine may boot from as it stands. Does nothing where others see the image only once it is
   * whole.
   */
  default void barrier() {}

  /** The LENGTH bytes from OFFSET on as an output of its own. */
  default ImageOutput slice(long offset, long length) {
    requireInside(offset, length);
    return new OutputSlice(this, offset, length);
  }

  /** Throws IllegalArgumentException unless the range is wholly inside the image. */
  default void requireInside(long position, long length) {
    if (position < 0 || length < 0 || position > size() || length > size() - position) {
      throw new IllegalArgumentException(
          length + " bytes at " + position + " are not in an image of " + size() + " bytes");
    }
  }
}
