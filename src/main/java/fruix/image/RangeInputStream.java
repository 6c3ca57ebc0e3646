package fruix.image;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** A range of an image as a stream. */
public final class RangeInputStream extends InputStream {
  private final ImageInput image;
  private long position;
  private long left;

  /** The LENGTH bytes of IMAGE from POSITION on; a diagnostic if they are not all inside. */
  public RangeInputStream(ImageInput image, long position, long length) {
    image.requireInside(position, length);
    this.image = image;
    this.position = position;
    this.left = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    image.read(position, ByteBuffer.wrap(target, offset, count));
    position += count;
    left -= count;
    return count;
  }
}
