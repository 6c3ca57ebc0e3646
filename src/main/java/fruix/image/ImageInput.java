package fruix.image;

import fruix.diag.FruixException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An image, or a part of one, that can be read at any position, by several threads at once. */
public interface ImageInput {

  /** Length in bytes. */
  long size();

  /** What diagnostics call this image. */
  String name();

  /**
   * Fills what remains of TARGET from byte POSITION on. A range that is not wholly inside the image
   * is a diagnostic that the image is damaged.
   */
  void read(long position, ByteBuffer target);

  /** LENGTH bytes from POSITION on, little-endian, from index 0 to the limit. */
  default ByteBuffer read(long position, int length) {
    requireInside(position, length);
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    read(position, buffer);
    return buffer.flip().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The LENGTH bytes from OFFSET on, called NAME, as an input of its own. */
  default ImageInput slice(String name, long offset, long length) {
    requireInside(offset, length);
    return new InputSlice(this, name, offset, length);
  }

  /** True if the range is wholly inside the image. */
  default boolean inside(long position, long length) {
    return position >= 0 && length >= 0 && position <= size() && length <= size() - position;
  }

  /** Throws a diagnostic unless the range is wholly inside the image. */
  default void requireInside(long position, long length) {
    if (!inside(position, length)) {
      throw damaged("it is " + size() + " bytes long, but refers to bytes beyond its end");
    }
  }

  /** The diagnostic that this image is damaged: {@code NAME is damaged: WHAT}. */
  default FruixException damaged(String what) {
    return FruixException.failed(name() + " is damaged: " + what);
  }

  /** BYTES as an image; they must not change while it is in use. */
  static ImageInput of(String name, byte[] bytes) {
    return new ByteInput(name, bytes);
  }
}
